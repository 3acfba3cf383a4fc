"""The link watch: requests every outside address of the data once a week. It informs; no build reads what it finds.

In: the data and the network. Out: a state for each address, and the text of the tracking issue. No other package uses
the network.
"""
