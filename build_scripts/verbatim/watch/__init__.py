"""The link watch: asks every outside address of the data, now and then. It informs; no build reads what it finds.

In: the data and the network. Out: a state for each address, and the tracking issue's text. The only room that uses
the network.
"""
