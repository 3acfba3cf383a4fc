"""Sentences of texts in scripts that have their own marks, or none, at a sentence's end."""

import pytest
from verbatim.quotation.coverage import coverage
from verbatim.quotation.text.sentences import sentence_spans
from verbatim.quotation.text.source_text import SourceText, Span


def sentences(line: str) -> list[str]:
    """The sentences of a line, as text."""
    return [line[start:end] for start, end in sentence_spans(line)]


@pytest.mark.parametrize(
    "line",
    [
        "部长没有签署。|会谈继续进行！|谁会先让步？",
        "部长没有签署.|会谈继续进行!|谁会先让步?",
        "大臣は署名しなかった。|会談は続く｡|いつ終わるのか？！",
        "मंत्री ने हस्ताक्षर नहीं किए। |वार्ता जारी है॥ |कौन झुकेगा?",
        "মন্ত্রী সই করেননি। |আলোচনা চলছে। |কে ছাড় দেবে?",
        "وزیر نے دستخط نہیں کیے۔ |بات چیت جاری ہے۔ |پہلے کون مانے گا؟",
        "لم يوقع الوزير. |المحادثات مستمرة! |من سيتنازل أولا؟",
        "وزیر امضا نکرد. |مذاکرات ادامه دارد. |چه کسی کوتاه می‌آید؟",
        "รัฐมนตรีไม่ได้ลงนาม |การเจรจายังดำเนินต่อไป |ไม่มีใครยอมถอยก่อน",
        "ລັດຖະມົນຕີບໍ່ໄດ້ລົງນາມ |ການເຈລະຈາຍັງດຳເນີນຕໍ່ໄປ |ບໍ່ມີໃຜຍອມຖອຍກ່ອນ",
        "ሚኒስትሩ አልፈረሙም። |ንግግሩ ቀጥሏል፡፡ |ማን ይሸነፋል፧ |መቼ?",
        "장관은 서명하지 않았다.|회담은 계속된다!|누가 양보할까?",
        "장관은 서명하지 않았다. |회담은 계속된다! |누가 양보할까?",
        "Նախարարը չստորագրեց։ |Բանակցությունները շարունակվում են: |Ո՞վ կզիջի։",
        "Ο υπουργός δεν υπέγραψε. |Ποιος θα υποχωρήσει; |Οι συνομιλίες συνεχίζονται.",
        "ဝန်ကြီး လက်မှတ်မထိုးပါ။ |ဆွေးနွေးပွဲ ဆက်ရှိသည်။",
        "រដ្ឋមន្ត្រីមិនបានចុះហត្ថលេខា។ |ការចរចានៅបន្ត។",
        "བློན་ཆེན་གྱིས་མིང་རྟགས་མ་བཀོད། |གྲོས་མོལ་མུ་མཐུད་འགྲོ་བཞིན་ཡོད།",
        "השר לא חתם. |השיחות נמשכות! |מי יוותר?",
        "Министр не подписал. |Переговоры продолжаются! |Кто уступит?",
    ],
)
def test_each_script_has_its_ends_of_sentences(line: str) -> None:
    """Every sentence is found, with its mark; the bars show where each one begins."""
    assert sentences(line.replace("|", "")) == [part.strip() for part in line.split("|")]


@pytest.mark.parametrize(
    "line",
    [
        "部长说：“我们什么都没有签。”|外交部否认了。",
        '部长说"没有。"|外交部否认了。|"会签的。"|他走了。',
        "部长说（没有。）|外交部否认了。",
        "आगे सब चुप रहे। |“हमने कुछ नहीं किया।” |मंत्री चले गए।",
        "大臣は「署名しない。」と述べた。|会談は続く。",
        "部长说“没有。”，然后走了。|会谈继续。",
        "部长没有签署。——新华社",
        "价格是３．５元．|会谈继续．",
        "Σύμφωνα με τον νόμο; όχι ακόμη. |Τέλος.",
        "Եկան երեքը՝ նա, ես: դու։ |Վերջ։",
        "นายกรัฐมนตรี เศรษฐา ทวีสิน กล่าวว่ามีคนต่าง ๆ เข้าร่วมการประชุม",
        "장관은 “서명하지 않았다.”라고 말했다. |회담은 가.나.다 순으로 한다.",
        "他说Yahoo.cn和3.5都对。",
    ],
)
def test_what_ends_no_sentence(line: str) -> None:
    """Closing marks belong to the sentence; commas, dashes, what Japanese quotes, numbers and names do not end one."""
    assert sentences(line.replace("|", "")) == [part.strip() for part in line.split("|")]


def test_one_quoted_word_of_a_chinese_paragraph_accounts_for_one_sentence() -> None:
    """Not for the paragraph; and only what is printed counts as printed."""
    text = SourceText("部长没有签署。会谈继续进行。谁会先让步？\n")
    at = text.text.index("会谈")
    account = coverage(text, [], [("talks", Span(at, at + 2))], [])
    assert [bool(sentence.claims) for sentence in account.sentences] == [False, True, False]


@pytest.mark.parametrize("conjunction", ["และ", "หรือ", "แต่", "ซึ่ง", "โดย", "เพราะ", "จึง"])
def test_a_thai_sentence_goes_on_before_a_conjunction(conjunction: str) -> None:
    """Thai has no mark at the end of a sentence; a blank before another word ends one."""
    one, other = "รัฐมนตรีพบกันที่กรุงเทพ", "ลงนามในข้อตกลงใหม่แล้ว"
    joined, parted = f"{one} {conjunction}{other}", f"{one} {other}"
    assert list(sentence_spans(joined)) == [(0, len(joined))]
    assert list(sentence_spans(parted)) == [(0, len(one)), (len(one) + 1, len(parted))]
