"""QTI 1.2 written as Canvas exports it: a manifest, what the quiz is called, and its questions, without a tree."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom import marks
from decks.classroom.fitness import clean, unfit
from decks.classroom.markup import to_html
from decks.classroom.naming import left_out
from decks.classroom.qti.items import escape, item
from decks.quiz import Written

if TYPE_CHECKING:
    from decks.quiz import Entry, LeftOut, Quiz

_ASSESSMENT = """<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/ims_qtiasiv1p2 \
http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd">
  <assessment ident="{ident}" title="{title}">
    <qtimetadata>
      <qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>1</fieldentry></qtimetadatafield>
    </qtimetadata>
    <section ident="root_section">
"""
_END = """    </section>
  </assessment>
</questestinterop>
"""
_META = """<?xml version="1.0" encoding="UTF-8"?>
<quiz identifier="{ident}" xmlns="http://canvas.instructure.com/xsd/cccv1p0" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://canvas.instructure.com/xsd/cccv1p0 \
https://canvas.instructure.com/xsd/cccv1p0.xsd">
  <title>{title}</title>
  <description>{description}</description>
  <shuffle_answers>true</shuffle_answers>
  <scoring_policy>keep_highest</scoring_policy>
  <quiz_type>assignment</quiz_type>
  <points_possible>{points}.0</points_possible>
  <show_correct_answers>true</show_correct_answers>
  <allowed_attempts>1</allowed_attempts>
  <one_question_at_a_time>false</one_question_at_a_time>
  <cant_go_back>false</cant_go_back>
  <available>false</available>
</quiz>
"""
_MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n{marks.COMMENT}\n'
    """<manifest identifier="{ident}-manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" \
xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1 http://www.imsglobal.org/xsd/imscp_v1p1.xsd \
http://www.imsglobal.org/xsd/imsmd_v1p2 http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd">
  <metadata>
    <schema>IMS Content</schema>
    <schemaversion>1.1.3</schemaversion>
    <imsmd:lom><imsmd:general><imsmd:title><imsmd:string>{title}</imsmd:string></imsmd:title></imsmd:general></imsmd:lom>
  </metadata>
  <organizations/>
  <resources>
    <resource identifier="{ident}" type="imsqti_xmlv1p2">
      <file href="{ident}/{ident}.xml"/>
      <dependency identifierref="{ident}-meta"/>
    </resource>
    <resource identifier="{ident}-meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" \
href="{ident}/assessment_meta.xml">
      <file href="{ident}/assessment_meta.xml"/>
    </resource>
  </resources>
</manifest>
"""
)

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip: the same quiz gives the same bytes."""


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write a quiz as a QTI 1.2 zip file and say what it could not hold; the same quiz gives the same bytes."""
    title = " ".join(clean(quiz.title).split()) or "Quiz"
    names = {"ident": "quizgen-" + hashlib.sha256(title.encode()).hexdigest()[:16], "title": escape(title)}
    missing: list[LeftOut] = []
    written = points = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        with package.open(_file("{ident}/{ident}.xml".format(**names)), "w", force_zip64=True) as file:
            file.write(_ASSESSMENT.format(**names).encode())
            for entry in quiz.entries:
                if reason := unfit(entry) or _unheld(entry):
                    missing.append(left_out(entry, reason))
                    continue
                written += 1
                points += entry.points
                file.write(item(entry, written).encode())
            file.write(_END.encode())
        description = escape(to_html(clean(quiz.description)))
        meta = _META.format(**names, description=description, points=points)
        package.writestr(_file("{ident}/assessment_meta.xml".format(**names)), meta)
        package.writestr(_file("imsmanifest.xml"), _MANIFEST.format(**names))
    return Written(written, tuple(missing))


def _unheld(entry: Entry) -> str:
    return "Canvas's QTI 1.2 has no question of order; export moodle-xml" if entry.kind == "ordering" else ""


def _file(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # as on Linux, wherever we are
    return info
