using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>What stands around an article: when, by whom, from where.</summary>
internal sealed class ArticleFacts
{
    public ParsedDate? Published { get; set; }

    /// <summary>The year or day of <see cref="Published"/> was counted from the fetch.</summary>
    public bool IsPublishedVague { get; set; }

    public ParsedDate? Modified { get; set; }

    public ParsedOrigin? Origin { get; set; }

    public List<string> Authors { get; } = [];

    public string? Editor { get; set; }

    /// <summary>Whether a line near the title told when or from where.</summary>
    public bool HasInfoLine { get; set; }

    public List<string> Tags { get; } = [];

    /// <summary>Lines that told something of the article and are no part of its body.</summary>
    public HashSet<int> Lines { get; } = [];
}

/// <summary>Reads the lines near the title, then the article's tail, by the grammar of <see cref="InfoLine"/>.</summary>
internal sealed partial class FactsReader(PageContext page, BodyCandidate? body, FoundTitle? title)
{
    private const int LongestInfoLine = 260;

    private const int LinesAboveTitle = 3;

    private const int LinesBelowTitle = 14;

    private readonly ArticleFacts _facts = new();
    private ParsedDate? _loose;
    private bool _isLooseVague;

    public ArticleFacts Read()
    {
        var lines = page.Lines.All;
        var (first, last) = HeadRange();
        var isNearTitle = title?.Line is not null;
        for (var i = first; i < last; i++)
            if (i != title?.Line)
                ReadLine(lines[i], i, isHead: true);
        if (isNearTitle)
            TakeLoose();
        _facts.HasInfoLine = _facts.Origin is not null || isNearTitle && (_facts.Published ?? _loose) is not null;
        ReadTail();
        TakeLoose();
        return _facts;
    }

    /// <summary>A date without a label serves where no label gave one, or only one that counts from today.</summary>
    private void TakeLoose()
    {
        if (_loose is null || _facts.Published is not null && (!_facts.IsPublishedVague || _isLooseVague))
            return;
        (_facts.Published, _facts.IsPublishedVague) = (_loose, _isLooseVague);
    }

    private (int First, int Last) HeadRange()
    {
        var count = page.Lines.All.Count;
        var bodyStart = body?.Lines.Start.Value ?? 0;
        if (title?.Line is { } at)
        {
            var last = Math.Min(count, at + LinesBelowTitle);
            return (Math.Max(0, at - LinesAboveTitle), last);
        }
        return (Math.Max(0, bodyStart - 6), Math.Min(count, bodyStart + 5));
    }

    private void ReadTail()
    {
        if (body is null)
            return;
        var lines = page.Lines.All;
        ReadBodyTail(lines);
        // A template may keep the line far below: behind a gallery, under the buttons.
        for (var i = title?.Line + 1 ?? 0; i < lines.Count && _facts.Origin is null; i++)
            if (lines[i] is { Zone: Zone.Main, Weight: < 60 } && SourceLine.IsMatch(lines[i].Text))
                ReadLine(lines[i], i, isHead: false);
    }

    private void ReadBodyTail(IReadOnlyList<TextLine> lines)
    {
        var end = Math.Min(lines.Count, body!.Lines.End.Value + 6);
        for (var i = Math.Max(body.Lines.End.Value - 10, title?.Line + 1 ?? 0); i < end; i++)
            if (i >= 0 && lines[i].Zone != Zone.Comments)
                ReadLine(lines[FirstOfItsKind(lines, i)], FirstOfItsKind(lines, i), isHead: false);
    }

    /// <summary>In a thread each post has such a line below it; that of the article is the first.</summary>
    private int FirstOfItsKind(IReadOnlyList<TextLine> lines, int at)
    {
        if (lines[at] is not { Weight: < 160, Info: { Before.Length: >= 4 } info } || !info.Fields.Exists(f => f.Label == InfoLabel.Published))
            return at;
        for (var i = title?.Line + 1 ?? body!.Lines.Start.Value; i < at; i++)
            if (lines[i].Weight < 160 && lines[i].Text.StartsWith(info.Before, StringComparison.Ordinal) && lines[i].Info.Fields.Exists(f => f.Label == InfoLabel.Published))
                return i;
        return at;
    }

    private void ReadLine(TextLine line, int index, bool isHead)
    {
        if (line.Zone == Zone.Comments || line.Text.Length > LongestInfoLine && isHead || NotTheArticle.IsMatch(line.Text))
            return;
        // A sentence that mentions a reporter or a day is no byline; a note in brackets at its end may be.
        var isSentence = line.IsProse && (line.Text.Contains('。', StringComparison.Ordinal) || line.Weight > 140 && line.Stops * 25 > line.Weight);
        var text = isSentence ? TailOf(line.Text) : line.Text;
        var (before, fields) = ReferenceEquals(text, line.Text) ? line.Info : InfoLine.Read(text);
        var found = false;
        foreach (var field in fields)
            found |= Take(field, line);
        if (!isHead)
        {
            if (found && line.Weight < 160 && !isSentence)
                _facts.Lines.Add(index);
            return;
        }
        if (isSentence)
            return;
        found |= TakeKoreanReporter(text) | TakeLooseDate(before.Length > 0 ? before : text, line);
        if (found)
            _facts.Lines.Add(index);
    }

    /// <summary>Notes like （来源：某报 记者某某） stand at the very end of the last paragraph.</summary>
    private static string TailOf(string text)
    {
        var open = text.LastIndexOfAny(['（', '(', '【', '[']);
        return open >= 0 && text.Length - open < 120 ? text[open..] : string.Empty;
    }

    private bool Take(InfoField field, TextLine line)
    {
        switch (field.Label)
        {
            case InfoLabel.Published:
                if (FindDate(field.Value) is not { } published)
                    return false;
                var isVague = page.CountsFromFetch(field.Value, published);
                if (_facts.Published is not { } known || _facts.IsPublishedVague && !isVague || known.At.Date == published.At.Date && published.Precision < known.Precision)
                    (_facts.Published, _facts.IsPublishedVague) = (published, isVague);
                return true;
            case InfoLabel.Modified:
                if (FindDate(field.Value) is not { } modified)
                    return false;
                _facts.Modified ??= modified;
                return true;
            case InfoLabel.Source:
                return TakeSource(field.Value, line);
            case InfoLabel.Author:
                if (line.Weight > 200 || _facts.Authors.Count > 0)
                    return false;
                _facts.Authors.AddRange(InfoLine.People(field.Value).Where(n => !char.IsLower(n[0])).Take(6));
                return _facts.Authors.Count > 0;
            case InfoLabel.Editor:
                _facts.Editor ??= InfoLine.People(field.Value).FirstOrDefault();
                return line.Weight < 200;
            case InfoLabel.Tags:
                if (_facts.Tags.Count == 0)
                    _facts.Tags.AddRange(TagEnds.Split(field.Value).Select(t => t.Trim()).Where(t => t.Length is > 1 and < 30).Take(20));
                return line.Weight < 200;
            default:
                return line.Weight < 120;
        }
    }

    private bool TakeSource(string value, TextLine line)
    {
        var name = InfoLine.SourceName(value);
        if (line.Weight < 160 && FindDate(value) is { } beside)
            KeepLoose(value, beside);
        if (_facts.Origin is null && name is not null)
        {
            var anchor = line.Anchors.FirstOrDefault(a => a.TextContent.Trim().Length > 0 && value.Contains(a.TextContent.Trim(), StringComparison.Ordinal)
                && (name.Contains(a.TextContent.Trim(), StringComparison.Ordinal) || a.TextContent.Contains(name, StringComparison.Ordinal)));
            _facts.Origin = new ParsedOrigin(name, page.Resolve(anchor?.GetAttribute("href")));
        }
        return true;
    }

    /// <summary>A date without a label, and a publisher's name right behind it: <c>2011-11-03 16:14　大众网</c>.</summary>
    private bool TakeLooseDate(string text, TextLine line)
    {
        if (line.Weight > 160 || !DateParser.TryFind(text, page.Dates, out var date, out var where))
            return false;
        var isTimely = date.Precision <= DatePrecision.Day;
        // Dates of other articles are links; the article's own stands beside one: "www.example.org 2005-07-18 13:03".
        if (line.IsLinks && line.Anchors.Any(a => a.TextContent.Contains(text[where], StringComparison.Ordinal)))
            return false;
        if (isTimely)
            KeepLoose(text, date);
        if (_facts.Origin is null && Publisher.Match(text[where.End..]) is { Success: true } named)
            _facts.Origin = new ParsedOrigin(named.Groups["name"].Value);
        return isTimely;
    }

    private bool TakeKoreanReporter(string text)
    {
        if (_facts.Authors.Count > 0 || !page.Dates.IsIn("ko") || KoreanReporter.Match(text) is not { Success: true } match)
            return false;
        _facts.Authors.Add(match.Groups["name"].Value);
        return true;
    }

    private void KeepLoose(string text, ParsedDate date)
    {
        var isVague = page.CountsFromFetch(text, date);
        if (_loose is null || (isVague == _isLooseVague ? _loose.Value.Precision > date.Precision : !isVague))
            (_loose, _isLooseVague) = (date, isVague);
    }

    private ParsedDate? FindDate(string text) =>
        DateParser.TryFind(text.Length > 60 ? text[..60] : text, page.Dates, out var date, out _) && date.Precision <= DatePrecision.Day ? date : null;

    [GeneratedRegex(@"今天是|现在是|农历|版权所有|Copyright|©|ICP备|网友\s*[:：]|发表于.*\d+楼|举报电话", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NotTheArticle { get; }

    [GeneratedRegex(@"^\W{0,3}(来源|來源|稿源|出处|转自)\s*[:：《]", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SourceLine { get; }

    [GeneratedRegex(@"(?<![가-힣])(?<name>[가-힣]{2,4})\s*((선임|인턴|수습|전문)\s*)?기자", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex KoreanReporter { get; }

    [GeneratedRegex(@"^\s*[|｜/·•]?\s*(?<name>([\u4e00-\u9fffA-Za-z0-9]{1,14}[—–-]+)?[\u4e00-\u9fffA-Za-z0-9]{1,14}(网|报|社|日报|晚报|在线|新闻|电视台|广播|周刊|杂志|频道|时报|商报|都市报|早报|通讯|传媒|融媒|客户端|发布))(\s|$|\||｜)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Publisher { get; }

    [GeneratedRegex(@"[\s,，、;；|]+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex TagEnds { get; }
}
