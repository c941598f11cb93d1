using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Weighs the dates that an article page states: metadata, the line under the title, time elements, the address.
/// </summary>
internal sealed partial class ArticleDates(PageContext page, ArticleFacts facts)
{
    private const int LongestWait = 31;

    /// <summary>A portrait, a name and a button may come between the title and the day.</summary>
    private const int LinesUnderTitle = 6;

    /// <summary>No zone is further from UTC to the west.</summary>
    private const int LargestOffset = 12;

    private const int MostTimes = 40;

    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:published_time", "article:published", "publishdate", "pubdate", "publish-date", "publish_date",
        "published_time",
        "publishtime", "firstpublishtime", "firstpublishedtime", "article:create_at", "og:release_date", "weibo:article:create_at",
        "sailthru.date", "parsely-pub-date",
        "cXenseParse:recs:publishtime", "article_date_original", "datePublished", "dateCreated", "date", "dc.date", "dc.date.issued",
        "dcterms.created",
        "dcterms.date", "displaydate", "originalpublicationdate", "created", "creation_date", "release_date", "pub_date", "ptime",
        "publication_date",
        "article.published", "article.created", "DC.date.created", "dcterms:created", "dc:created", "published", "published_on",
        "published-on", "published_at", "published-date",
        "date_published", "dcterms.issued", "dc:date", "citation_publication_date", "citation_date", "bt:pubDate", "rnews:datePublished",
    ];

    private static readonly string[] ModifiedNames =
        ["article:modified_time", "og:updated_time", "dateModified", "lastmod", "last-modified", "dcterms.modified", "article.updated",
            "revised", "lastmodifiedtime", "dateUpdate", "last_updated"];

    private ParsedDate?[]? _claims;

    public ParsedDate? Published()
    {
        var shown = facts is { Published: { } near, IsPublishedVague: false } ? MorePrecise(near) : FromTimeElements();
        if (Stated(shown) is { } machine)
            return shown is { } human ? Weighed(machine, human) : OnItsOwnDay(machine, FromAddress());
        var labelled = facts.Published is null ? LabelledDate.Find(page, facts) : null;
        var whole = labelled ?? shown ?? Parse(page.Metadata.PagePublished, DateEvidence.JsonLd, "datePublished of the page");
        if (whole is { } known)
            return Anchored(known, FromAddress());
        // A date relative to the fetch yields to any absolute date, because the page may have been stored for years.
        if (facts.Published is { } vague)
        {
            foreach (var certain in (ReadOnlySpan<ParsedDate?>)[Parse(page.Metadata.StatePublished, DateEvidence.Script), LastChange()])
                if (certain is { } date && Agrees(vague, date))
                    return date;
            return FromAddress() is { } address ? Anchored(vague, address) : InYearOfPage(vague);
        }
        return FromAddress() ?? Parse(page.Metadata.StatePublished, DateEvidence.Script) ?? facts.SignedOff ?? InTitle() ?? OnlyDay()
            ?? LastChange();
    }

    /// <summary>Returns the date in the title of a report: 水质日报（2013年5月14日）.</summary>
    private ParsedDate? InTitle() =>
        page.Dates.IsChinese && facts.Title is { } title && title.LastIndexOfAny(['（', '(']) is > 0 and var open
            && DateParser.TryFind(title[open..], page.Dates, out var date, out var where) && date.Precision == DatePrecision.Day
            && open + where.End.Value >= title.Length - 1 && !page.CountsFromFetch(title[open..], date)
            ? date.From(DateEvidence.Shown, null, title) : null;

    /// <summary>
    /// Resolves a date without a year, such as 10-17, that lies long before the fetch: on a stored page it belongs to the latest
    /// year that the page mentions. A page that was new when it was fetched contains dates of this month or mentions this year.
    /// </summary>
    private ParsedDate InYearOfPage(ParsedDate vague)
    {
        var days = (page.Dates.FetchedAt - vague.At).TotalDays;
        if (!page.Dates.IsChinese || days < LongestWait || vague.Origin?.Written is not { } written || CountsBack.IsMatch(written))
            return vague;
        var latest = page.PageUrl is { } url && Years.Match(url.AbsolutePath) is { Success: true } inAddress
            ? int.Parse(inAddress.ValueSpan, CultureInfo.InvariantCulture) : 0;
        foreach (var line in page.Lines.All)
            if (line.Weight < 100 && line.Text.AsSpan().ContainsAnyInRange('0', '9') && !Rights.IsMatch(line.Text))
                foreach (Match year in Years.Matches(line.Text))
                    latest = Math.Max(latest, int.Parse(year.ValueSpan, CultureInfo.InvariantCulture));
        if (latest == 0 || latest >= vague.At.Year || vague.At.Day == 29 && vague.At.Month == 2)
            return vague;
        return vague.CorrectedBy(DateEvidence.Shown) with { At = vague.At.AddYears(latest - vague.At.Year) };
    }

    /// <summary>If nothing states when a page was published, it was no later than the date of its last change.</summary>
    private ParsedDate? LastChange() => facts.Modified ?? Parse(page.Metadata.Article?.Modified, DateEvidence.JsonLd, "dateModifie"
        + "d") ?? FromMeta(ModifiedNames) ?? FromMicrodata("dateModified");

    /// <summary>Returns the day that all time elements of the page state, wherever they are.</summary>
    private ParsedDate? OnlyDay()
    {
        ParsedDate? only = null;
        foreach (var time in page.Elements.Where(e => e.LocalName == "time" && !IsOfChange(e)).Take(MostTimes))
            if ((Whole(time.GetAttribute("datetime"), "datetime") ?? Whole(time.TextContent, null)) is { } date)
            {
                if (only is { } other && !IsSameDay(other, date))
                    return null;
                only ??= date;
            }

        return only;
    }

    /// <summary>
    /// Returns the date that the head and the markup state; where they differ, the date that the page shows decides.
    /// </summary>
    private ParsedDate? Stated(ParsedDate? shown)
    {
        var claims = _claims ??= [Parse(page.Metadata.Article?.Published, DateEvidence.JsonLd, "datePublished"),
            FromMeta(PublishedNames), FromMicrodata("datePublished")];
        return shown is { } human && Array.Find(claims, c => c is { } claim && IsSameDay(claim, human)) is { } agreed
            ? agreed : Array.Find(claims, c => c is not null);
    }

    /// <summary>Weighs the date for machines against the one for people.</summary>
    private ParsedDate Weighed(ParsedDate machine, ParsedDate human)
    {
        if (IsSameDay(human, machine))
        {
            // Chinese templates state the day, or the minute of the last change, for machines, and show the minute to people.
            var isLocalTime = page.Dates.IsChinese || page.Dates.IsIn("ja") || page.Dates.IsIn("ko");
            if (human.Precision < machine.Precision || isLocalTime && human.Precision <= DatePrecision.Minute
                && human.At.Date == machine.At.Date)
                return human;
        }
        // A machine date of 11/01/2023 means the first of November if people read 01.11.2023.
        if (human.At.Year == machine.At.Year && human.At.Month == machine.At.Day && human.At.Day == machine.At.Month
            && page.Metadata.First(PublishedNames) is { } written && DayOrMonthFirst.IsMatch(written))
            return human;
        if (facts.IsPublishedAtTitle && facts.Published is { } near && Math.Abs((near.At - machine.At).TotalDays) > 2
            && !(LastChange() is { } changed && IsSameDay(changed, near)))
            return near;
        if (IsFirst(machine, human))
            return human;
        return facts.IsPublishedLabelled && facts.Published is { } labelled && !IsSameDay(labelled, machine)
            ? labelled : OnItsOwnDay(machine, human);
    }

    /// <summary>
    /// Returns true for a shown date that is right although a later one is stated: systems state the last change as the publication.
    /// </summary>
    private bool IsFirst(ParsedDate machine, ParsedDate human)
    {
        var end = human.Precision <= DatePrecision.Minute ? human.At : human.At.AddDays(1);
        var isLabelled = human.Origin?.Evidence == DateEvidence.Label;
        // Where the claims contradict each other, the label that people read decides.
        if (isLabelled && !IsSameDay(machine, human) && Array.Exists(_claims!, c => c is { } other && !IsSameDay(other, machine)))
            return true;
        // The same digits in another order, or on the same day of another year, are no evidence.
        if (facts.PublishedBelowTitle is not (>= -1 and <= LinesUnderTitle) || AreDigitsOf(machine, human)
            || human.Origin?.Written is { } line && HoldsOther(line, machine))
            return false;
        return facts.IsPublishedAtTitle && machine.At.Offset == TimeSpan.Zero
            ? (machine.At - end).TotalHours > LargestOffset : (machine.At - end).TotalDays > 2;
    }

    private static bool AreDigitsOf(ParsedDate a, ParsedDate b) =>
        a.At.Year == b.At.Year && a.At.Month == b.At.Day && a.At.Day == b.At.Month || a.At.Month == b.At.Month && a.At.Day == b.At.Day;

    /// <summary>Returns true if the line states the other date after its first one.</summary>
    private bool HoldsOther(string line, ParsedDate other) =>
        DateParser.TryFind(line, page.Dates, out _, out var first)
            && DateParser.TryFind(line[first.End..], page.Dates, out var second, out _) && IsSameDay(second, other);

    /// <summary>
    /// Adjusts the offset of a machine date in UTC to the day that the page shows, which may be the day before or after: the
    /// result is the same instant in a whole-hour offset in which it falls on the shown day.
    /// </summary>
    private static ParsedDate OnItsOwnDay(ParsedDate machine, ParsedDate? shown)
    {
        if (shown is not { } human || machine.Precision > DatePrecision.Minute || machine.At.Offset != TimeSpan.Zero)
            return machine;
        var days = (human.At.Date - machine.At.Date).Days;
        if (days is not (1 or -1))
            return machine;
        var offset = days > 0 ? Math.Ceiling(24 - machine.At.TimeOfDay.TotalHours) : -Math.Floor(machine.At.TimeOfDay.TotalHours + 1);
        var hours = (human.At.DateTime - machine.At.DateTime).TotalHours;
        if (human.Precision <= DatePrecision.Minute && Math.Abs(hours - Math.Round(hours * 4) / 4) < 0.02)
            offset = Math.Round(hours * 4) / 4;
        // A page that shows no minute is no evidence against a zone that its language does not use.
        var isLikely = human.Precision <= DatePrecision.Minute ? Math.Abs(hours - offset) < 0.02 : offset is >= -10 and <= 3;
        return isLikely && offset is >= -12 and <= 14 && human.Origin is { } seen
            ? machine.CorrectedBy(seen.Evidence) with { At = machine.At.ToOffset(TimeSpan.FromHours(offset)) } : machine;
    }

    /// <summary>
    /// Returns true if the dates do not contradict each other: "09-30 22:46" may be of any year, and "昨天" of any day.
    /// </summary>
    private bool Agrees(ParsedDate vague, ParsedDate whole) =>
        vague.At > page.Dates.FetchedAt.AddDays(-8) || vague.At.Month == whole.At.Month && Math.Abs(vague.At.Day - whole.At.Day) <= 1;

    /// <summary>Returns all publication dates of the page, each with its origin; dates for machines come first.</summary>
    public IReadOnlyList<ParsedDate> Claims() =>
    [
        .. new[]
        {
            Parse(page.Metadata.Article?.Published, DateEvidence.JsonLd, "datePublished"), FromMeta(PublishedNames),
            FromMicrodata("datePublished"), facts.Published, FromTimeElements(),
            Parse(page.Metadata.PagePublished, DateEvidence.JsonLd, "datePublished of the page"), FromAddress(),
            Parse(page.Metadata.StatePublished, DateEvidence.Script),
        }.OfType<ParsedDate>(),
    ];

    public ParsedDate? Modified(ParsedDate? published)
    {
        var modified = Parse(page.Metadata.Article?.Modified, DateEvidence.JsonLd, "dateModifie"
            + "d") ?? FromMeta(ModifiedNames) ?? facts.Modified;
        return modified is { } date && published is { } first && date.At <= first.At ? null : modified;
    }

    /// <summary>
    /// Corrects dates such as "3小时前" and "11-03 16:14" with the day in the address, because the fetch may be years later.
    /// </summary>
    private ParsedDate? Anchored(ParsedDate? shown, ParsedDate? address)
    {
        if (shown is not { } date || address is not { } day || date.At < page.Dates.FetchedAt.AddDays(-366)
            || date.At - day.At < TimeSpan.FromDays(3))
            return shown ?? address;
        return date.At.Month == day.At.Month && Math.Abs(date.At.Day - day.At.Day) <= 1
            ? date.CorrectedBy(DateEvidence.Address) with
            {
                At = new DateTimeOffset(day.At.Date.AddDays(date.At.Day - day.At.Day) + date.At.TimeOfDay, date.At.Offset),
            }
            : day;
    }

    /// <summary>Returns the minute and zone that a time element states for the day it shows.</summary>
    private ParsedDate MorePrecise(ParsedDate shown) =>
        shown.Precision == DatePrecision.Day && FromTimeElements() is { } stated && stated.Precision < shown.Precision
            && IsSameDay(stated, shown)
            ? stated : shown;

    private static bool IsSameDay(ParsedDate a, ParsedDate b) =>
        a.At.Date == b.At.Date || Math.Abs((a.At - b.At).TotalHours) < 26;

    private ParsedDate? FromMeta(string[] names) => page.Metadata.FirstNamed(names) is var (name, text)
        ? Parse(text, DateEvidence.Meta, name) : null;

    private ParsedDate? FromMicrodata(string property)
    {
        var element = page.Elements.FirstOrDefault(
            e => e.GetAttribute("itemprop") is { } names && names.Split(' ').Contains(property, StringComparer.Ordinal));
        if (element is null)
            return null;
        // Blogger shows only the time and keeps the date in a tooltip.
        foreach (var name in (ReadOnlySpan<string>)["datetime", "content", "title"])
            if (Parse(element.GetAttribute(name), DateEvidence.Microdata, $"{property} {name}") is { } stated)
                return stated;
        return Parse(element.TextContent, DateEvidence.Microdata, property);
    }

    /// <summary>Returns the date of the first time element that is not in a sidebar or a comment.</summary>
    private ParsedDate? FromTimeElements()
    {
        foreach (var time in page.Elements.Where(e => e.LocalName == "time").Take(12))
            if (!IsBeside(time) && !IsOfChange(time) && (Whole(time.GetAttribute("datetime"), "datetim"
                + "e") ?? Whole(time.TextContent, null)) is { } date)
                return date;
        foreach (var element in page.Elements.Where(e => IsNamedDate(e.ClassName) || IsNamedDate(e.Id)).Take(12))
            if (element.TextContent.Length < 100 && !IsBeside(element) && Find(element) is { } date
                && !page.CountsFromFetch(element.TextContent.Trim(), date))
                return date;
        return null;
    }

    private static bool IsOfChange(IElement time) =>
        time.ClassName is { } name
            && (name.Contains("updated", StringComparison.OrdinalIgnoreCase)
            || name.Contains("modified", StringComparison.OrdinalIgnoreCase))
            && !name.Contains("published", StringComparison.OrdinalIgnoreCase)
        || time.GetAttribute("itemprop") == "dateModified";

    private static bool IsNamedDate(string? name) =>
        name is not null && (name.Contains("date", StringComparison.Ordinal) || name.Contains("time", StringComparison.Ordinal));

    private bool IsBeside(IElement element)
    {
        var line = page.Lines.RangeOf(element) is { End.Value: > 0 } range && range.Start.Value < page.Lines.All.Count
            ? page.Lines.All[range.Start.Value] : null;
        if (line is not null)
            return line.Zone != Zone.Main;
        for (var node = element; node is not null; node = node.ParentElement)
            if (Zones.Find(node) is Zone.Comments or Zone.Aside or Zone.Navigation)
                return true;
        return false;
    }

    /// <summary>Reads the date in an address: <c>/2011/1103/1520.html</c>, <c>/20111103/</c>, <c>/2011-11/03/</c>.</summary>
    private ParsedDate? FromAddress()
    {
        if (page.PageUrl is not { } url)
            return null;
        if (DayInPath.Match(url.AbsolutePath) is not { Success: true } match)
            return page.Dates.IsChinese && PageAddresses.DayIn(url.AbsoluteUri) is { } day
                ? Parse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), DateEvidence.Address) : null;
        var text = match.Groups["y"].Value + "-" + match.Groups["m"].Value.PadLeft(2, '0') + "-" + match.Groups["d"].Value.PadLeft(2, '0');
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? Parse(text, DateEvidence.Address) : null;
    }

    private ParsedDate? Parse(string? text, DateEvidence evidence, string? name = null) =>
        text is { Length: > 3 and < 120 } && !TimeAlone.IsMatch(text) && DateParser.TryParse(text, page.Dates, out var date)
            && date.Precision <= DatePrecision.Day ? date.From(evidence, name, text) : null;

    /// <summary>Returns a date that is not relative to the fetch.</summary>
    private ParsedDate? Whole(string? text, string? attribute) =>
        Parse(text, DateEvidence.TimeElement, attribute) is { } date && !page.CountsFromFetch(text!, date) ? date : null;

    private ParsedDate? Find(IElement element) =>
        DateParser.TryFind(element.TextContent.Trim(), page.Dates, out var date, out _) && date.Precision <= DatePrecision.Day
            ? date.From(DateEvidence.NamedElement, element.ClassName ?? element.Id, element.TextContent) : null;

    [GeneratedRegex(
        @"(?<![\d.-])(19[89]\d|20[0-4]\d)(?!\d)(?!-\d{3})|(?<=/)(19[89]\d|20[0-4]\d)(?=(0[1-9]|1[0-2])/)",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Years { get; }

    [GeneratedRegex(@"前|昨|今|天|周|星期|刚", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex CountsBack { get; }

    [GeneratedRegex(@"版权|©|Copyright|备案|ICP|电话|传真|邮编|热线", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Rights { get; }

    [GeneratedRegex(@"^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DayOrMonthFirst { get; }

    /// <summary>Matches a time of day without a date.</summary>
    [GeneratedRegex(@"^\s*\d{1,2}[:.h]\d\d(:\d\d)?\s*([ap]\.?m\.?|uhr)?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex TimeAlone { get; }

    [GeneratedRegex(
        @"(?<!\d)(?<y>19[89]\d|20\d\d)[-/_.]?(?<m>0[1-9]|1[0-2]|[1-9](?=[-/_.]))[-/_.]?(?<d>0[1-9]|[12]\d|3[01]|[1-9](?=[-/_.]))(?!\d)",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DayInPath { get; }
}
