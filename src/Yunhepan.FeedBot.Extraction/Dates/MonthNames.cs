using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Extraction.Dates;

/// <summary>Names of months and weekdays in the languages that feeds use, in full and abbreviated.</summary>
internal static class MonthNames
{
    /// <summary>One line per language, one group per month, spellings separated by '|'.</summary>
    private static readonly string[] Months =
    [
        "january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov "
        + "december|dec",
        "januar|janner|jaenner februar|feber marz|maerz|mrz april mai juni juli august september oktober|okt november dezember|dez",
        "janvier|janv fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout|aou septembre octobre novembre decembre",
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre diciembre|dic",
        "janeiro fevereiro marco abril maio|mai junho julho agosto setembro outubro|out novembro dezembro",
        "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett ottobre|ott novembre dicembre",
        "januari februari maart|mrt april mei juni juli augustus september oktober november december",
        "январь|января|янв февраль|февраля|фев|февр март|марта|мар апрель|апреля|апр май|мая|маи июнь|июня|июн июль|июля|июл "
        + "август|августа|авг сентябрь|сентября|сен|сент октябрь|октября|окт ноябрь|ноября|ноя|нояб декабрь|декабря|дек",
        "січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|кві|квіт травень|травня|тра|трав червень|червня|чер|черв "
        + "липень|липня|лип серпень|серпня|сер|серп вересень|вересня|вер жовтень|жовтня|жов|жовт листопад|листопада|лис "
        + "грудень|грудня|гру|груд",
        "styczen|stycznia|sty luty|lutego|lut marzec|marca kwiecien|kwietnia|kwi maj|maja czerwiec|czerwca|cze lipiec|lipca|lip "
        + "sierpien|sierpnia|sie wrzesien|wrzesnia|wrz pazdziernik|pazdziernika|paz listopad|listopada|lis grudzien|grudnia|gru",
        "leden|ledna|led unor|unora|uno brezen|brezna|bre duben|dubna|dub kveten|kvetna|kve cerven|cervna|cvn cervenec|cervence|cvc "
        + "srpen|srpna|srp zari rijen|rijna|rij listopad|listopadu prosinec|prosince|pro",
        "januar februar marts april maj juni juli august september oktober november december|des",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "tammikuu|tammikuuta|tammi helmikuu|helmikuuta|helmi maaliskuu|maaliskuuta|maalis huhtikuu|huhtikuuta|huhti "
        + "toukokuu|toukokuuta|touko kesakuu|kesakuuta|kesa heinakuu|heinakuuta|heina elokuu|elokuuta|elo syyskuu|syyskuuta|syys "
        + "lokakuu|lokakuuta|loka marraskuu|marraskuuta|marras joulukuu|joulukuuta|joulu",
        "ocak|oca subat|sub mart nisan|nis mayis haziran|haz temmuz|tem agustos|agu eylul|eyl ekim|eki kasim|kas aralik|ara",
        "ιανουαριος|ιανουαριου|ιαν φεβρουαριος|φεβρουαριου|φεβ μαρτιος|μαρτιου|μαρ απριλιος|απριλιου|απρ μαιος|μαιου|μαι "
        + "ιουνιος|ιουνιου|ιουν|ιον ιουλιος|ιουλιου|ιουλ|ιολ αυγουστος|αυγουστου|αυγ σεπτεμβριος|σεπτεμβριου|σεπ|σεπτ "
        + "οκτωβριος|οκτωβριου|οκτ νοεμβριος|νοεμβριου|νοε δεκεμβριος|δεκεμβριου|δεκ",
        "januar februar|februari marcius|marc aprilis majus|maj junius julius augusztus|auguszt szeptember|szept|szep oktober november "
        + "december",
        "tam hel maa huh tou kes hei elo syy lok mar jou",
        "януари|яну февруари март април май юни юли август|авг септември|сеп октомври|окт ноември|ное декември|дек",
        "јануар|јан фебруар|феб март|мар април|апр мај јун јул август|авг септембар|сеп октобар|окт новембар|нов децембар|дец",
        "sijecanj|sijecnja|sij veljaca|veljace|velj ozujak|ozujka|ozu travanj|travnja|tra svibanj|svibnja|svi lipanj|lipnja|lip "
        + "srpanj|srpnja kolovoz|kolovoza|kol rujan|rujna|ruj listopad|listopada studeni|studenoga|stu prosinac|prosinca",
        "jaanuar|jaan veebruar|veebr marts aprill mai juuni juuli august september oktoober|okt november|nov detsember|dets",
        "sausio|saus vasario|vas kovo balandzio|bal geguzes|geg birzelio|birz liepos|liep rugpjucio|rugp rugsejo|rugs spalio|spal "
        + "lapkricio|lapkr gruodzio|gruod",
        "januaris|janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris",
        "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie",
        "januari|jan februari|pebruari maret april mei juni juli agustus|agt september oktober|okt november|nopember desember|des",
        "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
        "ינואר|בינואר פברואר|בפברואר מרץ|מרס|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר "
        + "אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
        "gener febrer|febr marc abril maig juny juliol agost setembre octubre novembre desembre",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    ];

    private static readonly string[] Weekdays =
    [
        "monday|mon|montag|lundi|lun|lunes|segunda|lunedi|maandag|понедельник|пн|poniedzialek|pondeli|mandag|måndag|pazartesi|δευτερα|δευ"
            + "|hetfo|senin",
        "tuesday|tue|tues|dienstag|die|mardi|martes|terca|martedi|dinsdag|вторник|вт|wtorek|utery|tirsdag|tisdag|sali|τριτη|τρι|kedd"
            + "|selasa",
        "wednesday|wed|mittwoch|mit|mercredi|mer|miercoles|mie|quarta|mercoledi|woensdag|среда|ср|sroda|streda|onsdag|carsamba|τεταρτη|τετ"
            + "|szerda|rabu",
        "thursday|thu|thur|thurs|donnerstag|don|jeudi|jeu|jueves|jue|quinta|giovedi|gio|donderdag|четверг|чт|czwartek|ctvrtek|torsdag"
            + "|persembe|πεμπτη|πεμ|csutortok|kamis",
        "friday|fri|freitag|fre|vendredi|ven|viernes|vie|sexta|venerdi|vrijdag|пятница|пт|piatek|patek|fredag|cuma|παρασκευη|παρ|pentek"
            + "|jumat",
        "saturday|sat|samstag|sam|sonnabend|samedi|sabado|sab|sabato|zaterdag|суббота|сб|sobota|lordag|cumartesi|σαββατο|σαβ|szombat|sabtu",
        "sunday|sun|sonntag|son|dimanche|dim|domingo|dom|domenica|zondag|воскресенье|вс|niedziela|nedele|sondag|pazar|κυριακη|κυρ|vasarnap"
            + "|minggu",
    ];

    private static readonly FrozenDictionary<string, int> MonthsByName = BuildMonths();

    private static readonly FrozenDictionary<string, int> WeekdaysByName = BuildWeekdays();

    public static int MonthOf(in DateToken token) =>
        token.Text is { } word && MonthsByName.TryGetValue(word, out var month) ? month : 0;

    public static bool IsWeekday(in DateToken token, out DayOfWeek day)
    {
        day = default;
        if (token.Text is not { } word || !WeekdaysByName.TryGetValue(word, out var index))
            return false;
        day = (DayOfWeek)((index + 1) % 7);
        return true;
    }

    /// <summary>Returns true if a Thai word precedes the token, so that the year is of the Buddhist era.</summary>
    public static bool IsThai(in DateCursor cursor, int at)
    {
        while (at > 0 && cursor[--at].Kind is not DateTokenKind.Word)
        {
        }

        return cursor[at].Text is [>= '\u0E00' and <= '\u0E7F', ..];
    }

    private static FrozenDictionary<string, int> BuildMonths()
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var language in Months)
        {
            var groups = language.Split(' ');
            for (var month = 0; month < groups.Length; month++)
            {
                // The first language that uses a spelling wins, so the abbreviations of the larger languages come first.
                foreach (var name in groups[month].Split('|'))
                    byName.TryAdd(WordFolding.Fold(name), month + 1);
            }
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, int> BuildWeekdays()
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var day = 0; day < Weekdays.Length; day++)
        {
            foreach (var name in Weekdays[day].Split('|'))
                byName.TryAdd(WordFolding.Fold(name), day);
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
