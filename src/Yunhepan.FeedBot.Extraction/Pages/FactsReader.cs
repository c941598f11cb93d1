using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads the lines near the title, then the article's tail, by the grammar of <see cref="InfoLine"/>.</summary>
internal sealed partial class FactsReader(PageContext page, BodyCandidate? body, FoundTitle? title)
{
    private const int LongestInfoLine = 260;

    private const int LinesAboveTitle = 3;

    private const int LinesBelowTitle = 14;

    /// <summary>A date that stands further on in a sentence is what it tells of.</summary>
    private const int LatestInSentence = 30;

    private readonly ArticleFacts _facts = new();
    private ParsedDate? _loose;
    private bool _isLooseVague;
    private bool _isLooseAtTitle;
    private ParsedOrigin? _looseOrigin;
    private int _firstProse;
    private TextLine? _byline;
    private bool _isBylineAbove;

    public ArticleFacts Read()
    {
        var lines = page.Lines.All;
        var (first, last) = HeadRange();
        _firstProse = FirstProse();
        var isNearTitle = title?.Line is not null;
        for (var i = first; i < last; i++)
            if (i != title?.Line)
                ReadLine(lines[i], i, isHead: true);
        TakeSheet(first, last);
        if (isNearTitle)
            TakeLoose();
        if (page.Dates.IsChinese && isNearTitle)
            _facts.Origin ??= ShownOrigin.InElement(page, title!.Line!.Value, Math.Min(last, _firstProse + 1)) ?? _looseOrigin;
        if (_facts is { Origin.Name: { } account, Authors.Count: 0 })
            _facts.Authors.AddRange(Reporters.OfAccount(account, lines, Math.Max(first, title?.Line + 1 ?? 0), last));
        _facts.HasInfoLine = _facts.Origin is not null || isNearTitle && (_facts.Published ?? _loose) is not null;
        ReadTail();
        TakeLoose();
        if (page.Dates.IsChinese && body is not null && _facts.Authors.Count == 0)
            _facts.Authors.AddRange(Reporters.InChinese(page.Lines, body, title, _firstProse));
        if (_facts.Published is null || _facts.IsPublishedVague)
            _facts.Published = Dateline.Find(page, body) is { } day ? TakenFromText(day) : _facts.Published;
        return _facts;
    }

    /// <summary>A sheet of a calendar on lines of their own: 2019, 09/07, 19:02.</summary>
    private void TakeSheet(int first, int last)
    {
        var lines = page.Lines.All;
        for (var i = first; i + 1 < last; i++)
        {
            if (!YearAlone.IsMatch(lines[i].Text) || lines[i + 1].Text.Length > 8)
                continue;
            var text = lines[i].Text[..4] + "-" + lines[i + 1].Text.Replace('/', '-');
            if (i + 2 < last && lines[i + 2].Text is { Length: <= 8 } time && time.Contains(':', StringComparison.Ordinal))
                text += " " + time;
            if (DateParser.TryParse(text, page.Dates, out var date) && date.Precision <= DatePrecision.Day)
                KeepLoose(text, date.From(DateEvidence.Shown, null, text));
        }
    }

    /// <summary>A date without a label serves where no label gave one, or only one that counts from today.</summary>
    private void TakeLoose()
    {
        if (_loose is null || _facts.Published is not null && (!_facts.IsPublishedVague || _isLooseVague))
            return;
        (_facts.Published, _facts.IsPublishedVague, _facts.IsPublishedLabelled) = (_loose, _isLooseVague, false);
        _facts.IsPublishedAtTitle = _isLooseAtTitle && !_isLooseVague;
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
        if (lines[at] is not { Weight: < 160, Info: { Before.Length: >= 4 } info }
            || !info.Fields.Exists(f => f.Label == InfoLabel.Published))
            return at;
        for (var i = title?.Line + 1 ?? body!.Lines.Start.Value; i < at; i++)
            if (lines[i].Weight < 160 && lines[i].Text.StartsWith(info.Before, StringComparison.Ordinal)
                && lines[i].Info.Fields.Exists(f => f.Label == InfoLabel.Published))
                return i;
        return at;
    }

    private void ReadLine(TextLine line, int index, bool isHead)
    {
        if (line.Zone == Zone.Comments || line.Text.Length > LongestInfoLine && isHead || NotTheArticle.IsMatch(line.Text))
            return;
        // A sentence that mentions a reporter or a day is no byline; a note in brackets at its end may be.
        var isSentence = line.IsProse
            && (line.Text.Contains('。', StringComparison.Ordinal) || line.Weight > 140 && line.Stops * 25 > line.Weight);
        var text = isSentence ? TailOf(line.Text) : line.Text;
        var (before, fields) = ReferenceEquals(text, line.Text) ? line.Info : InfoLine.Read(text);
        var found = false;
        _isBylineAbove = index > 0 && page.Lines.All[index - 1] == _byline;
        if (isHead && _facts.Authors.Count == 0 && fields is [{ Label: InfoLabel.Published }, ..]
            && Poster.Match(line.Text) is { Success: true } poster && poster.Index == 0)
            _facts.Authors.Add(poster.Groups["name"].Value);
        // "…, posted there on 4 March, …": a word of a sentence announces nothing.
        var isTold = line.IsProse && before.Length > LatestInSentence && !page.Dates.IsChinese;
        foreach (var field in fields)
            found |= !(isTold && field.Label == InfoLabel.Published) && Take(field, line, isHead && index <= _firstProse);
        if (!isHead)
        {
            if (found && line.Weight < 160 && !isSentence)
                _facts.Lines.Add(index);
            return;
        }
        if (isSentence)
            return;
        if (_facts.Authors.Count == 0 && page.Dates.IsIn("ko") && Reporters.InKorean(text) is { } reporter)
        {
            _facts.Authors.Add(reporter);
            found = true;
        }

        found |= TakeLooseDate(before.Length > 0 ? before : text, line);
        if (found)
            _facts.Lines.Add(index);
    }

    /// <summary>Notes like （来源：某报 记者某某） stand at the very end of the last paragraph.</summary>
    private static string TailOf(string text)
    {
        var open = text.LastIndexOfAny(['（', '(', '【', '[']);
        return open >= 0 && text.Length - open < 120 ? text[open..] : string.Empty;
    }

    private bool Take(InfoField field, TextLine line, bool isHead)
    {
        switch (field.Label)
        {
            case InfoLabel.Published:
                if (FindDate(field.Value, DateEvidence.Label) is not { } published)
                    return false;
                var isVague = page.CountsFromFetch(field.Value, published);
                if (_facts.Published is not { } known || _facts.IsPublishedVague && !isVague || known.At.Date == published.At.Date
                    && published.Precision < known.Precision)
                    (_facts.Published, _facts.IsPublishedVague, _facts.IsPublishedLabelled) = (published, isVague, isHead && !isVague);
                return true;
            case InfoLabel.Modified:
                if (FindDate(field.Value, DateEvidence.Label) is not { } modified)
                    return false;
                _facts.Modified ??= modified;
                return true;
            case InfoLabel.Source:
                return TakeSource(field.Value, line);
            case InfoLabel.Author:
                return TakeAuthors(field.Value, line);
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

    /// <summary>The first byline counts, and what continues it: the correspondents on its line and on the next.</summary>
    private bool TakeAuthors(string value, TextLine line)
    {
        var isContinued = _byline is not null && (_byline == line || page.Dates.IsChinese && _isBylineAbove);
        // An interview has questions behind 记者：.
        if (line.Weight > 200 || _facts.Authors.Count > 0 && !isContinued || value.AsSpan().ContainsAny("？?！!"))
            return false;
        var names = InfoLine.People(value).Where(n => !char.IsLower(n[0])).Except(_facts.Authors, StringComparer.Ordinal)
            .Take(6 - Math.Min(6, _facts.Authors.Count)).ToList();
        _facts.Authors.AddRange(names);
        _byline = names.Count > 0 ? line : _byline;
        return names.Count > 0;
    }

    private bool TakeSource(string value, TextLine line)
    {
        var name = InfoLine.SourceName(value);
        if (line.Weight < 160 && FindDate(value, DateEvidence.Shown) is { } beside)
            KeepLoose(value, beside);
        if (_facts.Origin is null && name is not null)
        {
            var anchor = line.Anchors.FirstOrDefault(
                a => a.TextContent.Trim().Length > 0 && value.Contains(a.TextContent.Trim(), StringComparison.Ordinal)
                && (name.Contains(a.TextContent.Trim(), StringComparison.Ordinal)
                    || a.TextContent.Contains(name, StringComparison.Ordinal)));
            _facts.Origin = new ParsedOrigin(name, page.Resolve(anchor?.GetAttribute("href")));
        }
        return true;
    }

    /// <summary>A date without a label, and a publisher's name right behind it: <c>2011-11-03 16:14　大众网</c>.</summary>
    private bool TakeLooseDate(string text, TextLine line)
    {
        if (line.Weight > 160 || !DateParser.TryFind(text, page.Dates, out var date, out var where))
            return false;
        // "9 years ago (2016-06-19)": what counts from today gives way to the day behind it.
        if (page.CountsFromFetch(text[where], date) && DateParser.TryFind(text[where.End..], page.Dates, out var stated, out var there)
            && stated.Precision <= DatePrecision.Day && !page.CountsFromFetch(text[where.End..], stated))
            (date, where) = (stated, where.Start..(where.End.Value + there.End.Value));
        var isTimely = date.Precision <= DatePrecision.Day;
        // Dates of other articles are links; the article's own stands beside one: "www.example.org 2005-07-18 13:03".
        if (line.IsLinks && line.Anchors.Any(a => a.TextContent.Contains(text[where], StringComparison.Ordinal) && !LeadsHere(a)))
            return false;
        // What a sentence tells of is another day.
        if (line.IsProse && where.Start.Value > LatestInSentence && text.Length - where.End.Value > LatestInSentence
            && !page.Dates.IsChinese)
            return false;
        if (isTimely && KeepLoose(text, date.From(DateEvidence.Shown, null, text)) && title?.Line is { } at)
            _isLooseAtTitle = line.Weight <= 80
                && Enumerable.Range(Math.Max(0, at - 1), 4).Any(i => i != at && i < page.Lines.All.Count && page.Lines.All[i] == line);
        if (page.Dates.IsChinese && _looseOrigin is null && !line.Info.Fields.Exists(f => f.Label == InfoLabel.Source)
            && ShownOrigin.BesideDate(page, line, text, where) is { } beside)
            _looseOrigin = new ParsedOrigin(beside);
        if (page.Dates.IsChinese && isTimely && _facts.Authors.Count == 0
            && text[..where.Start.Value].Trim() is var writer && ChineseNames.IsPerson(writer))
            _facts.Authors.Add(writer);
        if (_facts.Origin is null && Publisher.Match(text[where.End..]) is { Success: true } named
            && !ShownOrigin.IsColumn(page, line, named.Groups["name"].Value))
            _facts.Origin = new ParsedOrigin(named.Groups["name"].Value);
        return isTimely;
    }

    /// <summary>WordPress links the day of an article to the article itself.</summary>
    private bool LeadsHere(IHtmlAnchorElement anchor) =>
        page.PageUrl is { } own && page.Resolve(anchor.GetAttribute("href")) == own.AbsoluteUri;

    private ParsedDate TakenFromText(ParsedDate day)
    {
        (_facts.IsPublishedVague, _facts.IsPublishedLabelled) = (false, false);
        return day;
    }

    /// <summary>The first line behind the title that reads like a sentence.</summary>
    private int FirstProse()
    {
        var lines = page.Lines.All;
        for (var i = title?.Line + 1 ?? body?.Lines.Start.Value ?? 0; i < lines.Count; i++)
            if (lines[i] is { IsProse: true, Zone: Zone.Main })
                return i;
        return lines.Count;
    }

    private bool KeepLoose(string text, ParsedDate date)
    {
        var isVague = page.CountsFromFetch(text, date);
        if (_loose is not null && (isVague == _isLooseVague ? _loose.Value.Precision <= date.Precision : isVague))
            return false;
        (_loose, _isLooseVague) = (date, isVague);
        return true;
    }

    private ParsedDate? FindDate(string text, DateEvidence evidence) =>
        DateParser.TryFind(text.Length > 60 ? text[..60] : text, page.Dates, out var date, out _) && date.Precision <= DatePrecision.Day
            ? date.From(evidence, null, text) : null;

    [GeneratedRegex(
        @"今天是|现在是|农历|版权所有|Copyright|©|ICP备|网友\s*[:：]|发表于.*\d+楼|举报电话", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex NotTheArticle { get; }

    [GeneratedRegex(@"^\W{0,3}(来源|來源|稿源|出处|转自)\s*[:：《]", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SourceLine { get; }

    [GeneratedRegex(@"^(19|20)\d\d\s*年?$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex YearAlone { get; }

    /// <summary>Blogs and forums: <c>某某 发表于 2005-9-15</c>.</summary>
    [GeneratedRegex(@"^\s*(?<name>[\p{L}\p{N}_.-]{2,20})\s+(发表于|發表於|发布于|发表在|发表时间)\s*[:：]?\s*\d", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Poster { get; }

    [GeneratedRegex(
        @"^\s*[|｜/·•]?\s*(?<name>([\u4e00-\u9fffA-Za-z0-9]{1,14}[—–-]+)?[\u4e00-\u9fffA-Za-z0-9]{1,14}(网|报|社|日报|晚报|在线|新闻|电视台|广播|周刊|杂志|频道"
            + @"|时报|商报|都市报|早报|通讯|传媒|融媒|客户端|发布))(\s|$|\||｜)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Publisher { get; }

    [GeneratedRegex(@"[\s,，、;；|]+", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex TagEnds { get; }
}
