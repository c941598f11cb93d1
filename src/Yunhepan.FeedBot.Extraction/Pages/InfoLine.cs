using System.Buffers;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>What a label in the line under a title announces.</summary>
internal enum InfoLabel
{
    Published,

    /// <summary>The date written on a document that is published later.</summary>
    Written,
    Modified,
    Source,
    Author,
    Editor,
    Tags,
    Other,
}

/// <param name="Label">The fact that the label announces.</param>
/// <param name="Value">The text up to the next label.</param>
internal readonly record struct InfoField(InfoLabel Label, string Value);

/// <summary>Parses the line under a title: labels and values, with or without separators.</summary>
internal static partial class InfoLine
{
    private const int LongestLine = 600;

    private const int LongestName = 40;

    private const int LongestEvent = 80;

    private const char FirstIdeograph = '\u2e80', LastIdeograph = '\uffef';

    /// <summary>
    /// Each label of <see cref="Labels"/> in Latin or Cyrillic letters contains one of these; labels that only begin a line are
    /// tested separately.
    /// </summary>
    private static readonly string[] LatinLabels =
        [
            "source", "updated", "modified", "edited", "changed", "aktualisi", "geändert", "bearbeitet", "änderung", "stand", "jour",
            "ctualiz", "tualiza", "ggiornat", "bijgewerkt", "ppdat",
            "aktualizowano", "обновлен", "published", "posted", "created", "date", "erschienen", "veröffentlicht", "publi", "erstellt",
            "gepostet", "online", "datum", "en ligne", "fecha",
            "ubblicat", "gepubliceerd", "geplaatst", "udgivet", "opublikowan", "опубликован", "дата", "editor", "written", "tag", "keyword",
            "view", "comment", "category", "qq",
        ];

    private static readonly SearchValues<string> AnyLatinLabel = SearchValues.Create(LatinLabels, StringComparison.OrdinalIgnoreCase);

    /// <summary>The search for words in ASCII alone is much faster, and most lines consist of it.</summary>
    private static readonly SearchValues<string> AnyAsciiLabel =
        SearchValues.Create([.. LatinLabels.Where(word => System.Text.Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the labelled fields of a line in order, and the text before the first label.</summary>
    public static (string Before, List<InfoField> Fields) Read(string line)
    {
        var fields = new List<InfoField>();
        if (line.Length > LongestLine || !MayHoldLabel(line))
            return (line, fields);
        var isLatin = !line.AsSpan().ContainsAnyInRange(FirstIdeograph, LastIdeograph);
        var matches = isLatin ? LabelsInLatin.Matches(line) : Labels.Matches(SimplifiedCharacters.Simplify(line));
        for (var i = 0; i < matches.Count; i++)
        {
            var start = matches[i].Index + matches[i].Length;
            var end = i + 1 < matches.Count ? matches[i + 1].Index : line.Length;
            fields.Add(new InfoField(LabelOf(matches[i]), line[start..end].Trim()));
        }
        return (matches.Count > 0 ? line[..matches[0].Index] : line, fields);
    }

    /// <summary>
    /// Returns false for most lines: searching for the words of labels costs a tenth of matching their grammar.
    /// </summary>
    private static bool MayHoldLabel(ReadOnlySpan<char> line)
    {
        if (line.ContainsAnyInRange(FirstIdeograph, LastIdeograph)
            || line.ContainsAny(System.Text.Ascii.IsValid(line) ? AnyAsciiLabel : AnyLatinLabel))
            return true;
        return StartsWithByline(line) || line.IndexOfAny("|·•") is >= 0 and var mark && StartsWithByline(line[(mark + 1)..])
            || line.LastIndexOfAny("|·•") is >= 0 and var last && StartsWithByline(line[(last + 1)..]);
    }

    private static bool StartsWithByline(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        foreach (var word in (ReadOnlySpan<string>)["by", "author", "von", "par", "por"])
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>
    /// Returns the name of the publisher after 来源; null if there is none, or if the value is 转载, 未知 or the visitor's address
    /// (IP：…).
    /// </summary>
    public static string? SourceName(string value)
    {
        value = Addresses.Replace(value, " ").Trim(Edges);
        var end = SourceEnd.Match(value);
        if (end.Success)
            value = value[..end.Index];
        value = Account.Match(value) is { Success: true } account ? account.Groups["name"].Value : value.Trim(Edges);
        if (value.Length == 0 || value.Length > LongestName || NoSource.IsMatch(value) || !value.Any(char.IsLetter))
            return null;
        return value;
    }

    /// <summary>Returns true for a text that tells the time of an event.</summary>
    public static bool IsOfEvent(string text) => text.AsSpan().ContainsAny('时', '日') && EventLabel.IsMatch(text)
        || text.Length is > 3 and < LongestEvent && LatinEvent.IsMatch(text);

    /// <summary>Returns true for the cell of a table after a label that tells the time of an event.</summary>
    public static bool IsValueOfEvent(IReadOnlyList<TextLine> lines, int at) =>
        at > 0 && lines[at].Block.LocalName is "td" or "dd" && lines[at - 1] is { Weight: <= 24 } label && IsOfEvent(label.Text);

    /// <summary>Returns the people named after 作者, 记者 or By.</summary>
    public static List<string> People(string value)
    {
        var names = new List<string>();
        value = SpacedName.Replace(Addresses.Replace(value, " "), "${first}${second}");
        foreach (var part in Between.Split(value).Take(12))
        {
            var name = Roles.Replace(part.Trim(Edges), string.Empty).Trim(Edges);
            // After a Chinese name, longer words are an office or a place, and so is text that ends in "reports": 山东冠县报道.
            if (names.Count > 0 && IsChinese(names[0]) && names[0].Length <= 4
                && (IsChinese(name) && name.Length > 4 || Report.IsMatch(part)))
                break;
            if (name.Length is >= 2 and <= LongestName && !NoPerson.IsMatch(name) && !name.Any(char.IsDigit) && name.Any(char.IsLetter)
                && !names.Contains(name))
                names.Add(name);
            else if (names.Count > 0)
                break;
        }
        return names;
    }

    private static bool IsChinese(string name) => name.Length > 0 && name.All(c => c is >= '\u4e00' and <= '\u9fff');

    private static InfoLabel LabelOf(Match match)
    {
        foreach (var label in Enum.GetValues<InfoLabel>())
            if (match.Groups[label.ToString()].Success)
                return label;
        return InfoLabel.Other;
    }

    private static readonly char[] Edges =
        [' ', '\u3000', '\u00a0', ':', '：', '|', '｜', '/', '／', '-', '—', ',', '，', '。', '、', ';', '；', '(', ')', '（', '）', '[', ']', '【',
            '】', '<', '>', '《', '》', '"', '“', '”', '·', '•', '\t', '@'];

    private const string LatinSource = @"\bSource\s*:\s*";

    private const string LatinModified =
        @"\b(Last\s+)?(Updated|Modified|edited|changed)(\s+(on|at))?\s*:?\s+|\b((Zuletzt\s+)?(Aktualisiert|geändert|bearbeitet)"
            + @"|Letzte\s+(Änderung|Aktualisierung)|Stand|Mis\s+à\s+jour|A[ct]+ualizad[oa]|Aggiornat[oa]|Bijgewerkt|Uppdaterad|Oppdatert"
            + @"|Opdateret|Zaktualizowano|Обновлен[оа])(\s+(am|le|el|il|op|em|den|dnia))?\s*:?\s*(?=(\p{L}{2,12}\.?,?\s+){0,2}\d)";

    private const string LatinPublished =
        @"\b((Originally\s+|First\s+)?(Published|Posted|created)|Date)(\s+(on|at))?\s*:?\s+|\b(Erschienen|Veröffentlicht|Publiziert"
            + @"|Erstellt|Gepostet|Online\s+seit|Datum|Publiée?|Mis\s+en\s+ligne|Publicad[oa]|Fecha|Pubblicat[oa]|Gepubliceerd|Geplaatst"
            + @"|Publicerad|Publisert|Udgivet|Opublikowan[oey]|Опубликован[оа]?|Дата(\s+публикации)?)(\s+(am|le|el|il|op|em|den|dnia"
            + @"|на))?\s*:?\s*(?=(\p{L}{2,12}\.?,?\s+){0,2}\d)";

    /// <summary>Labels of the time of an event, not of its publication: when somebody went missing, when a meeting begins.</summary>
    private const string Events =
        @"(失踪|走失|走散|丢失|离家|事发|案发|发生|出生|活动|举办|会议|报名|截止|停水|停电|施工|检修|演出|比赛|考试|营业|办公|开庭|面试|培训|讲座"
        + @"|开始|结束|起止|执行|实施|生效|接待|受理|服务|开放|投票|播出|集合|出发|开标|响应)(时\s*间|日\s*期)";

    private const string LatinAuthor = @"(^|[|·•]\s*|\b(Written|Posted)\s+)(By|Author|Von|Par|Por)\s*:?\s+";

    private const string LatinOther = @"Q\s*Q\s*[:：]|\bViews?\s*:|\bComments?\s*:|\bCategory\s*:";

    /// <summary>Matches the labels on lines without Chinese characters, which most lines of other pages are.</summary>
    [GeneratedRegex(
        "(?<Source>" + LatinSource + ")|(?<Modified>" + LatinModified + ")|(?<Published>" + LatinPublished
            + @")|(?<Editor>\bEditor\s*:\s*)|(?<Author>" + LatinAuthor
        + @")|(?<Tags>\b(Tags?|Keywords)\s*:\s*)|(?<Other>" + LatinOther + ")",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LabelsInLatin { get; }

    [GeneratedRegex(
        @"(?<Source>(本文|文章|信息|新闻|稿件|稿|消息|内容|资料|图片|数据)?\s*来\s*源(于|自|媒体|网站|单位)?\s*[:：]\s*|(发布|发文|供稿|报送|撰稿)(机构|机关|单位|部门|科室"
            + @"|处室)\s*([:：]\s*|$)|(?<![\u4e00-\u9fff])(媒体|转发|信息提供|责任(部门|单位)|发布(?=\s*[:：]\s*[\u4e00-\u9fff]{2,12}(局|办|委|政府|中心|社|报|网"
            + @"|台|站|院|校|部|厅|镇|乡|街道|会|队)(\s|$)))\s*[:：]\s*|稿\s*源\s*[:：]\s*|出\s*处\s*[:：]\s*"
            + @"|(?<=^\W{0,2}|\s)(信息|文章|稿件)?来[\s\u3000]*源(?=[\s\]】]|$)[\]】]?\s*|(?<=^\W{0,3}本文)转载自\s*|(?<![\u4e00-\u9fff])(转载自|转自"
            + @"|摘自|源自|来自|来源于|引自|出自)\s*[:：]?\s*|" + LatinSource + @"|(?<=\d\s*)来源(?!\s*(IP|MAC|地址|端口|网址|域名|国家"
            + @"|地区|设备|页面?))\s*)"
        + @"|(?<Modified>(最后|最近)?\s*(更新|修改|修订)(时间|日期|于)?\s*[:：]?\s*(?=\d|今|昨|刚)|" + LatinModified + @")"
        + @"|(?<Written>(成文|发文|印发|签发|落款)\s*(时\s*间|日\s*期)\s*[:：]?\s*)"
        + @"|(?<Published>(发布|发表|发稿|刊发|刊登|录入|添加|提交|创建|加入|撰写|上传|公布|公开|编辑)?\s*(时\s*间|日\s*期)(?<!" + Events + @")\s*[:：]?\s*|(发布|发表|发布于|发表于|刊发"
            + @"|입력"
        + @"|등록)\s*[:：]?\s*(?=\d(?!\d*\s*(次|阅|人|评|浏|赞|条))|今|昨|刚|星期|周)|" + LatinPublished + @")"
        + @"|(?<Editor>(责任|执行|本文|网络|文字|美术|版面|值班)?\s*(编\s*辑|责\s*编)(人员)?\s*[:：／/]\s*|编\s*审\s*[:：]\s*|(审\s*核|校\s*对|编\s*校|监\s*制|主\s*编|审\s*稿"
        + @"|终\s*审|初\s*审|复\s*审|统\s*筹)(人)?\s*[:：]\s*|\bEditor\s*:\s*)"
        + @"|(?<Author>(文章|本文|原)?作\s*者(\s*[:：／/]\s*|\s+|(?=$))|(?<![\u4e00-\u9fff])(文|撰文|采写(?!\s*[:：/／]?.{0,10}记\s*者)|图文|图/文|文/图|文字"
        + @"|撰稿|供稿|投稿|整理)\s*[:：/／丨|]\s*|信息员\s*[:：]\s*|(发布|发表|投稿"
        + @"|供稿|撰稿|撰文|信息员)(人|者)\s*[:：]\s*|(本报|本网|实习|见习|特约|全媒体)?(记\s*者|通讯员|实习生)(\s*[:：]\s*|\s+(?=([\u4e00-\u9fff]{2,4}"
        + @"|[\u4e00-\u9fff][\s\u3000]+[\u4e00-\u9fff])(\s|$|[)）、]))"
        + @"|(?<=[(（【])(?=[\u4e00-\u9fff]))|" + LatinAuthor + @")"
        + @"|(?<Tags>(关\s*键\s*[词字]|标\s*签|\bTags?|\bKeywords)\s*[:：]\s*)"
        + @"|(?<Other>(摄影|摄像|剪辑|配音|播音|编导|导播|供图|图)\s*[:：/／丨]"
            + @"|(点击|浏览|阅读|访问|查看|人气|热度|评论|关注|点赞|收藏|下载|回复|播放)(次数|量|数|人次|率)?(\s*[:：]\s*|\s*(?=[\d\[(（【]|$|\s))"
            + @"|字\s*[体号]\s*(大小)?\s*[:：]?|(我要|发表|参与|查看)评论|打\s*印|分享(到|至)?|【|\[\s*(大|小)|大\s+中\s+小|推荐给?好友"
            + @"|所属\s*(栏目|分类)\s*[:：]?|栏\s*目\s*[:：]|分\s*类\s*[:：]|文\s*号\s*[:：]"
            + @"|索\s*引\s*号\s*[:：]|" + LatinOther + @")",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 2000)]
    private static partial Regex Labels { get; }

    [GeneratedRegex(@"https?://\S*|www\.\S*|\S+@\S+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Addresses { get; }

    [GeneratedRegex(
        @"\s{2,}|\||｜|\d{2,4}[-/.年]\d{1,2}|\d{1,2}:\d{2}|[）)\]】>;；,，。]|(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])|\s+(on|by|at)\s",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SourceEnd { get; }

    [GeneratedRegex(
        @"^(IP(v[46])?(?![a-z]).*|(地址|端口|网址|域名|端口号)(\s*[:：].*)?|[0-9a-f.]*:[0-9a-f:.]*|转载.*|转帖|转贴|未知|不详|不明|网络|互联网|网络转载|网上转载|网络整理|网友投稿|原创"
            + @"|本站|本站原创|佚名|admin|administrator|none|null|unknown|未注明|其他|其它|整理|综合|原文|原文链接"
            + @"|点击|手机(版|客户端)?|电脑(版|端)?|(苹果|安卓|iPhone|iPad|Android)\s*(手机|客户端)?|本帖.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NoSource { get; }

    /// <summary>Matches WeChat accounts: “某某发布”微信公众号, 微信公众号“某某发布”.</summary>
    [GeneratedRegex(
        @"^((微信)?公众号\s*[“""「]?(?<name>[^“”""「」]{2,20})[”""」]?|[“""「]?(?<name>[^“”""「」]{2,20})[”""」]?\s*(微信)?公众号)$",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Account { get; }

    [GeneratedRegex(@"(报道|摄影报道|电|讯)\s*$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Report { get; }

    [GeneratedRegex(
        @"^(.*(专栏|栏目|频道)|赞赏|打赏|未知|不详|佚名|匿名|admin|administrator|管理员|本站|原创|网络|编辑|小编|转载|无|none|null|unknown|(your\s+)?name|.*(来源|阅读|点击|浏览"
            + @"|字号).*|staff|contributor|no\s+author|guest(\s+author)?|by|written|(posted|written|published|reviewed|updated|last)(\s+(by"
            + @"|on|updated))?|.*\b(view|posts|policy|privacy|learn\s+more|read\s+more|sign|signing|you|your|articles?|subscribe"
            + @"|follow)\b.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NoPerson { get; }

    /// <summary>Matches names of two characters that are spaced to the width of three.</summary>
    [GeneratedRegex(
        @"(?<![\u4e00-\u9fff])(?<first>[\u4e00-\u9fff])[\s\u3000]+(?<second>[\u4e00-\u9fff])(?![\u4e00-\u9fff])",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SpacedName { get; }

    [GeneratedRegex(
        @"[：:、，,;；/／|｜&＆\t]|\s+and\s+|\s+und\s+|\s+et\s+|\s+y\s+|(?<=[\u4e00-\u9fff])\s+"
            + @"|(?<=[\u4e00-\u9fff]{2,3})和(?=[\u4e00-\u9fff]{2,3})|[()（）\[\]【】。]|\s{2,}|\s[-–—]\s", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Between { get; }

    [GeneratedRegex(
        @"^([\u4e00-\u9fff]{2,10}(?=(专栏作者|特约作者|记者)\s)|本报|本网|本台|特约|实习|见习|全媒体|首席|新华社|中新社)*(专栏作者|特约作者|记者|通讯员|实习生|作者|编辑|撰稿|撰文|采写|供稿)\s*[:：]?\s*"
            + @"|(?<=[\u4e00-\u9fff]{2})\s*(摄|文|报道|编辑|摄影报道)$|^((post\s+author|author|written|story|posted|words|text)\s+)?(by|von|par"
            + @"|por)\s+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Roles { get; }

    /// <summary>Matches what precedes the time of an event, or the day on which a member joined, in other languages.</summary>
    [GeneratedRegex(
        @"\b((Termin|Beginn|Wann|When|Starts?|Event\s+date|Quand|Cuándo|Quando|Inizio|Début)\s*:"
            + @"|(Joined|Join(ed)?\s+date|Registered|Registriert|Member\s+since|Mitglied\s+seit|Dabei\s+seit|Beigetreten|Beitritt"
            + @"|Inscrite?|Inscription|Miembro\s+desde|Registrado|Iscritto|Lid\s+sinds)(\s+(on|am|le|el|il|dal|since|seit))?\s*:?)"
            + @"\s*(\p{L}{2,12}\.?,?\s*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LatinEvent { get; }

    [GeneratedRegex(Events, RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex EventLabel { get; }
}
