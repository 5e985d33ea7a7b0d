"""How lists of people head their columns, in the languages that lists come in."""

from __future__ import annotations

import re
from enum import Enum

from microcoach_desktop.domain.people import folded


class Head(Enum):
    """What a column holds. NAME is a whole name, or beside FIRST or LAST the other half of it.

    PERSON is the same where it stands first: elsewhere such a word may be somebody's role.
    """

    NAME = "name"
    PERSON = "person"
    FIRST = "first"
    LAST = "last"
    ROLE = "role"
    TEAM = "team"
    OTHER = "other"


_WORDS = {
    Head.NAME: (
        "name, full name, employee name, display name, name of employee, vollständiger name, name des mitarbeiters, "
        "vor und nachname, nombre, nombre completo, nombre y apellidos, nom, nom complet, nom et prénom, nome, "
        "nome completo, nominativo, nome e cognome, naam, volledige naam, imię i nazwisko, jméno a příjmení, namn, "
        "navn, nimi, név, nume, nume complet, ad soyad, имя и фамилия, фио, ім'я, піб, ονοματεπώνυμο, 氏名, 名前, "
        "お名前, 社員名, 姓名, 이름, 성명, الاسم, שם"
    ),
    Head.PERSON: (
        "employee, team member, member, person, people, staff, staff member, worker, colleague, mitarbeiter, "
        "mitarbeiterin, mitarbeitende, personen, empleado, empleada, trabajador, employé, salarié, colaborador, "
        "funcionário, dipendente, medewerker, pracownik, zaměstnanec, anställd, ansatt, medarbejder, työntekijä, "
        "dolgozó, angajat, çalışan, сотрудник, співробітник, 员工, 員工"  # noqa: RUF001 - Turkish
    ),
    Head.FIRST: (
        "first name, firstname, given name, forename, vorname, rufname vorname, primer nombre, prénom, prenom, "
        "primeiro nome, voornaam, imię, jméno, křestní jméno, förnamn, fornavn, etunimi, keresztnév, prenume, ad, "
        "имя, όνομα, 名"
    ),
    Head.LAST: (
        "last name, lastname, surname, family name, nachname, familienname, zuname, apellido, apellidos, "
        "nom de famille, cognome, sobrenome, apelido, achternaam, nazwisko, příjmení, efternamn, etternavn, efternavn, "
        "sukunimi, vezetéknév, nume de familie, soyad, фамилия, прізвище, επώνυμο, 姓"
    ),
    Head.ROLE: (
        "role, title, job title, job, position, function, occupation, rolle, funktion, stelle, tätigkeit, beruf, "
        "stellenbezeichnung, puesto, cargo, rol, función, poste, fonction, rôle, métier, ruolo, mansione, qualifica, "
        "função, papel, functie, stanowisko, rola, pozice, role pracovníka, befattning, roll, stilling, tehtävä, "
        "rooli, munkakör, beosztás, funcție, rol în echipă, görev, pozisyon, unvan, должность, роль, посада, ρόλος, "
        "役職, 役割, 职位, 職位, 직책, 직무, الدور, תפקיד"
    ),
    Head.TEAM: (
        "team, group, department, dept, unit, shift, crew, squad, area, line, location, site, abteilung, gruppe, "
        "schicht, bereich, standort, equipo, departamento, turno, grupo, área, équipe, service, département, groupe, "
        "squadra, reparto, gruppo, equipe, setor, afdeling, ploeg, teamnaam, zespół, dział, zmiana, brygada, tým, "
        "oddělení, směna, avdelning, grupp, skift, avdeling, afdeling, tiimi, osasto, vuoro, csapat, osztály, műszak, "
        "echipă, departament, tură, ekip, takım, bölüm, vardiya, команда, отдел, смена, бригада, "  # noqa: RUF001
        "відділ, ομάδα, "
        "チーム, 部署, 班, 团队, 團隊, 部门, 部門, 팀, 부서, الفريق, צוות"
    ),
    Head.OTHER: (
        "nickname, nicknames, other names, other name, known as, also known as, alias, preferred name, spitzname, "
        "rufname, apodo, otros nombres, surnom, soprannome, bijnaam, roepnaam, przydomek, přezdívka, smeknamn, "
        "kælenavn, lempinimi, becenév, poreclă, takma ad, прозвище, псевдоним, прізвисько, παρατσούκλι, "
        "ニックネーム, 昵称, 별명"
    ),
}
_BESIDE = re.compile(r"\(.*?\)|\[.*?\]|[*:_/.-]+")


def _key(text: str) -> str:
    return " ".join(_BESIDE.sub(" ", folded(text)).split())


_HEADS = {_key(word): head for head, words in _WORDS.items() for word in words.split(", ")}


def head_of(cell: str) -> Head | None:
    """What the head of a column says it holds; None where it says nothing that is known."""
    return _HEADS.get(_key(cell))
