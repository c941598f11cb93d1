using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Reads the lines near the title, then the article's tail, by the grammar of <see cref="InfoLine"/>.</summary>
internal sealed class FactsReader(PageContext page, BodyCandidate? body, FoundTitle? title)
{
    private const int LongestInfoLine = 260;

    private const int LinesAboveTitle = 3;

    private const int LinesBelowTitle = 14;

    /// <summary>The length of the table of facts that offices put above the title.</summary>
    private const int LinesOfTable = 24;

    /// <summary>A date that comes later in a sentence is part of what the sentence reports.</summary>
    private const int LatestInSentence = 30;

    private readonly ArticleFacts _facts = new();
    private readonly UnlabelledDate _loose = new(page);
    private ParsedDate? _written;
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
        // A menu above the title may end with the days of other articles.
        foreach (var i in Enumerable.Range(first, last - first).OrderBy(i => i < title?.Line && lines[i].Zone == Zone.Navigation))
            if (i != title?.Line && !ReadCells(lines, i))
                ReadLine(lines[i], i, isHead: true);
        for (var i = Math.Max(0, first - LinesOfTable); i < first && isNearTitle; i++)
            ReadCells(lines, i);
        _facts.Lines.UnionWith(_loose.TakeSheet(first, last));
        if (isNearTitle)
            TakeLoose();
        if (page.Dates.IsChinese && isNearTitle)
            _facts.Origin ??= ShownOrigin.InElement(page, title!.Line!.Value, Math.Min(last, _firstProse + 1)) ?? _looseOrigin
                ?? ShownOrigin.Alone(page, title!.Line!.Value, _firstProse, _facts.Lines);
        if (_facts is { Origin.Name: { } account, Authors.Count: 0 })
            _facts.Authors.AddRange(Reporters.ForAccount(account, lines, Math.Max(first, title?.Line + 1 ?? 0), last));
        _facts.HasInfoLine = _facts.Origin is not null || isNearTitle && (_facts.Published ?? _loose.Date) is not null;
        ReadTail();
        TakeLoose();
        if (page.Dates.IsChinese && body is not null && _facts.Authors.Count == 0)
            _facts.Authors.AddRange(Reporters.InChinese(page.Lines, body, title, _firstProse));
        if (_facts.Published is null || _facts.IsPublishedVague)
            _facts.Published = (Dateline.Find(page, body) ?? _written) is { } day ? TakenFromText(day) : _facts.Published;
        (_facts.Title, _facts.TitleLine) = (title?.Text, title?.Line);
        if (page.Dates.IsChinese && body is not null)
            _facts.Origin ??= ShownOrigin.AtEnd(page, body);
        _facts.SignedOff = Dateline.AtEnd(page, body);
        return _facts;
    }

    /// <summary>Uses a date without a label if no label gave one, or only one relative to today.</summary>
    private void TakeLoose()
    {
        if (_loose.Date is null || _facts.Published is not null && (!_facts.IsPublishedVague || _loose.IsVague))
            return;
        (_facts.Published, _facts.IsPublishedVague, _facts.IsPublishedLabelled) = (_loose.Date, _loose.IsVague, false);
        _facts.PublishedBelowTitle = _loose.IsVague ? null : _loose.LinesBelowTitle;
    }

    private (int First, int Last) HeadRange()
    {
        var count = page.Lines.All.Count;
        var bodyStart = body?.Lines.Start.Value ?? 0;
        if (title?.Line is { } at)
            return (Math.Max(0, at - LinesAboveTitle), Math.Min(count, at + LinesBelowTitle));
        return (Math.Max(0, bodyStart - 6), Math.Min(count, bodyStart + 5));
    }

    private void ReadTail()
    {
        if (body is null)
            return;
        var lines = page.Lines.All;
        ReadBodyTail(lines);
        // A template may put the line far below: after a gallery, under the buttons.
        for (var i = title?.Line + 1 ?? 0; i < lines.Count; i++)
            if (lines[i] is { Zone: Zone.Main, Weight: < 60 } && (_facts.Origin is null && FactsPatterns.SourceLine.IsMatch(lines[i].Text)
                || _facts.Published is null && _loose.Date is null && FactsPatterns.DayLine.IsMatch(lines[i].Text)))
                ReadLine(lines[i], i, isHead: false);
    }

    private void ReadBodyTail(IReadOnlyList<TextLine> lines)
    {
        var end = Math.Min(lines.Count, body!.Lines.End.Value + 6);
        for (var i = Math.Max(body.Lines.End.Value - 10, title?.Line + 1 ?? 0); i < end; i++)
            if (i >= 0 && lines[i].Zone != Zone.Comments)
                ReadLine(lines[FirstOfItsKind(lines, i)], FirstOfItsKind(lines, i), isHead: false);
    }

    /// <summary>
    /// Returns the first line of its kind: in a thread each post has such a line, and that of the article is the first.
    /// </summary>
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
        if (line.Zone == Zone.Comments || line.Text.Length > LongestInfoLine && isHead || FactsPatterns.NotTheArticle.IsMatch(line.Text))
            return;
        // A sentence that mentions a reporter or a day is not a byline, but a note in brackets at its end may be one.
        var isSentence = line.IsProse && !FactsPatterns.OfThisPost.IsMatch(line.Text)
            && (line.Text.Contains('。', StringComparison.Ordinal) || line.Weight > 140 && line.Stops * 25 > line.Weight);
        var text = isSentence ? FactsPatterns.TailOf(line.Text) : line.Text;
        var (before, fields) = ReferenceEquals(text, line.Text) ? line.Info : InfoLine.Read(text);
        var found = false;
        _isBylineAbove = index > 0 && page.Lines.All[index - 1] == _byline;
        if (isHead && _facts.Authors.Count == 0 && fields is [{ Label: InfoLabel.Published }, ..]
            && FactsPatterns.Poster.Match(line.Text) is { Success: true } poster && poster.Index == 0)
        {
            // An office publishes under its own name.
            if (ShownOrigin.IsOffice(poster.Groups["name"].Value))
                _facts.Origin ??= new ParsedOrigin(poster.Groups["name"].Value);
            else
                _facts.Authors.Add(poster.Groups["name"].Value);
        }

        // In "…, posted there on 4 March, …" the word is part of a sentence and announces nothing.
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

        found |= !InfoLine.IsValueOfEvent(page.Lines.All, index) && TakeLooseDate(before.Length > 0 ? before : text, line, index);
        if (found)
            _facts.Lines.Add(index);
    }

    /// <summary>Reads a table of facts, which has one cell for the label and one for its value.</summary>
    private bool ReadCells(IReadOnlyList<TextLine> lines, int label)
    {
        if (lines[label] is not { Weight: <= 24, IsLinks: false } cell || label + 1 >= lines.Count
            || cell.Info.Fields is not [{ Value.Length: 0, Label: not InfoLabel.Other and not InfoLabel.Editor } field]
            || lines[label + 1] is not { Weight: <= 60 } value || value.Info.Fields.Count > 0
            || !(cell.Block.LocalName is "td" or "th" or "dt" or "dd" && value.Block.LocalName is "td" or "dd")
                && !(field.Label == InfoLabel.Source && cell.Text.TrimEnd() is [.., ':' or '：']
                    && value is { Weight: <= 32, IsLinks: false })
            || !Take(field with { Value = value.Text }, value, isHead: label <= _firstProse))
            return false;
        _facts.Lines.UnionWith([label, label + 1]);
        return true;
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
            case InfoLabel.Written:
                if (FindDate(field.Value, DateEvidence.Label) is not { } written)
                    return false;
                _written ??= written;
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
                // For example (编辑：某某　2011/09/08 09:05).
                if (!isHead && line.Weight < 120 && FindDate(field.Value, DateEvidence.Shown) is { } edited)
                    _loose.Keep(field.Value, edited);
                _facts.Editor ??= InfoLine.People(field.Value).FirstOrDefault();
                return line.Weight < 200;
            case InfoLabel.Tags:
                if (_facts.Tags.Count == 0)
                    _facts.Tags.AddRange(FactsPatterns.TagEnds.Split(field.Value).Select(t => t.Trim()).Where(t => t.Length is > 1 and
                        < 30).Take(20));
                return line.Weight < 200;
            case InfoLabel.Other:
                return line.Weight < 120;
            default:
                throw new System.Diagnostics.UnreachableException($"no fact has the label {field.Label}");
        }
    }

    /// <summary>Takes the first byline and its continuation: the correspondents on its line and on the next.</summary>
    private bool TakeAuthors(string value, TextLine line)
    {
        var isContinued = _byline is not null && (_byline == line || page.Dates.IsChinese && _isBylineAbove);
        // An interview has questions after 记者：.
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
            _loose.Keep(value, beside);
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

    /// <summary>Takes a date without a label, and a publisher's name right after it: <c>2011-11-03 16:14　大众网</c>.</summary>
    private bool TakeLooseDate(string text, TextLine line, int index)
    {
        if (line.Weight > 160 || !_loose.TryFind(line, text, out var date, out var where) || InfoLine.IsOfEvent(text[..where.Start.Value]))
            return false;
        var isTimely = date.Precision <= DatePrecision.Day;
        // Dates of other articles are links; the article's own date may be next to a link: "www.example.org 2005-07-18 13:03".
        if (line.IsLinks && line.Anchors.Any(a => a.TextContent.Contains(text[where], StringComparison.Ordinal) && !LeadsHere(a))
            && !(IsUnderTitle(line) && FactsPatterns.IsAlone(text, where)))
            return false;
        // A title with the date of another article next to it is a link as well.
        if (page.Dates.IsChinese && line is { IsLinks: true, LinkWeight: >= 14 } && !IsUnderTitle(line) && !line.Anchors.Any(LeadsHere)
            && text.IndexOf(line.Anchors[0].TextContent.Trim(), StringComparison.Ordinal) is >= 0 and var at && at < where.Start.Value
            && !line.Anchors[0].TextContent.Contains("://", StringComparison.Ordinal))
            return false;
        // A date within a sentence is part of what the sentence reports.
        if (line.IsProse && where.Start.Value > LatestInSentence && text.Length - where.End.Value > LatestInSentence
            && !page.Dates.IsChinese)
            return false;
        if (isTimely && _loose.Keep(text, date.From(DateEvidence.Shown, null, text)) && title?.Line is { } titled)
            _loose.LinesBelowTitle = line.Weight <= (index - titled > 2 ? 50 : 80) ? index - titled : int.MaxValue;
        if (page.Dates.IsChinese && _looseOrigin is null && !line.Info.Fields.Exists(f => f.Label == InfoLabel.Source)
            && ShownOrigin.BesideDate(page, line, text, where, IsUnderTitle(line)) is { } beside)
            _looseOrigin = new ParsedOrigin(beside);
        if (page.Dates.IsChinese && isTimely && _facts.Authors.Count == 0
            && Array.Find([text[..where.Start.Value].Trim(), text[where.End..].Trim()], ChineseNames.IsPerson) is { } writer)
            _facts.Authors.Add(writer);
        if (_facts.Origin is null && FactsPatterns.Publisher.Match(text[where.End..]) is { Success: true } named
            && !ShownOrigin.IsColumn(page, line, named.Groups["name"].Value))
            _facts.Origin = new ParsedOrigin(named.Groups["name"].Value);
        // The date with which an office signs belongs to its text.
        return isTimely && !(line.Weight <= 40 && line.Info.Fields.Count == 0 && date.Precision == DatePrecision.Day
            && _firstProse < page.Lines.All.Count && FactsPatterns.Signature.IsMatch(line.Text) && title?.Line is not null
                && IsBelowProse(line));
    }

    /// <summary>Returns true for a link to the article itself: WordPress links the date of an article to it.</summary>
    private bool LeadsHere(IHtmlAnchorElement anchor) =>
        page.PageUrl is { } own && page.Resolve(anchor.GetAttribute("href")) == own.AbsoluteUri;

    private bool IsBelowProse(TextLine line) => page.Lines.All.Skip(_firstProse + 1).Take(LinesBelowTitle).Contains(line);

    private bool IsUnderTitle(TextLine line) =>
        title?.Line is { } at && Enumerable.Range(at + 1, 2).Any(i => i < page.Lines.All.Count && page.Lines.All[i] == line);

    private ParsedDate TakenFromText(ParsedDate day)
    {
        (_facts.IsPublishedVague, _facts.IsPublishedLabelled) = (false, false);
        return day;
    }

    /// <summary>Returns the first line after the title that reads like a sentence.</summary>
    private int FirstProse()
    {
        var lines = page.Lines.All;
        for (var i = title?.Line + 1 ?? body?.Lines.Start.Value ?? 0; i < lines.Count; i++)
            if (lines[i] is { IsProse: true, Zone: Zone.Main })
                return i;
        return lines.Count;
    }

    private ParsedDate? FindDate(string text, DateEvidence evidence) =>
        (DateParser.TryFind(text.Length > 60 ? text[..60] : text, page.Dates, out var date, out _)
            // After a label 12-3-4 is a date; elsewhere it is a score.
            || FactsPatterns.ShortDay.IsMatch(text) && DateParser.TryParse("20" + text, page.Dates, out date))
                && date.Precision <= DatePrecision.Day
            ? date.From(evidence, null, text) : null;
}
