using System.Diagnostics;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Dates;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Detects pages that were sent in place of others. Such a page says so where a title is, or says little else, and has nothing of
/// an article: no date, no author, no origin. News about such pages has those. A page whose title and text both address the
/// visitor is a shield's page, whatever else it states.
/// </summary>
internal static class StandInPage
{
    /// <summary>A page with more words than this (a Chinese character counts as two letters) has content of its own.</summary>
    private const int FewWords = 1_600;

    /// <summary>A body above this score is an article, whatever its title.</summary>
    private const double WeakBody = 800;

    /// <summary>A page below this weight shows nothing at all.</summary>
    private const int NoWords = 60;

    /// <summary>The share of words about the visit from which a page is a stand-in.</summary>
    private const double MostOfIt = 0.6;

    /// <summary>
    /// Prose of this weight beside a line about a login is the page's own: the line is an offer. A wall explains itself or shows a
    /// beginning in less.
    /// </summary>
    private const int OwnWords = 300;

    private const int FewTitles = 3;

    private const int TitleWeight = 16;

    /// <summary>A page with so many headlines has more to say than its form.</summary>
    private const int ManyHeadlines = 5;

    /// <summary>Longer titles may be headlines about a shield: "Access denied: what to do?"</summary>
    private const int LongestLabel = 24;

    private const int LongestStamp = 80;

    private const int MostScript = 20_000;

    public static ParseResult.Unreadable? Find(PageReading reading)
    {
        var titles = Titles(reading);
        var words = reading.Page.Lines.All.Where(l => !l.IsLinks).ToList();
        var isShort = words.Sum(l => l.Weight) <= FewWords
            && reading.Items.Count(i => TextWeight.Measure(i.Title ?? "") >= TitleWeight) < FewTitles;
        var isArticle = IsArticle(reading);
        var reports = isShort && words.Exists(l => l.Zone == Zone.Main && VisitWords.Reports(l.Text));
        if (isArticle && isShort && OfVisitMostly(reading, titles, words, isArticle) is { } mostly)
            return mostly;
        if (isArticle
            && !(isShort && (IsOfVisit(titles, words) || !NamesWriter(reading) && words.Exists(l => StandInWords.IsTrace(l.Text)))))
            return null;
        foreach (var title in titles)
        {
            if (StandInWords.InTitle(title) is { } said
                && (isShort && (said.IsPlain || !reports) || said.IsPlain && !(reading.Body?.Score > WeakBody)))
                return Is(said.What, title);
        }

        return isShort && !(reading.Body?.Score > WeakBody)
            ? InFewWords(reading, words) ?? OfVisitMostly(reading, titles, words, isArticle) : null;
    }

    private static ParseResult.Unreadable? InFewWords(PageReading reading, List<TextLine> words)
    {
        // The headline of a report names what is reported.
        var told = words.Exists(l => VisitWords.Reports(l.Text)) ? Titles(reading) : [];
        var isOffer = HasWordsOfItsOwn(words);
        if (reading.Page.Lines.All.FirstOrDefault(l => l.Zone == Zone.Main && StandInWords.IsOfTheRest(l.Text)) is { } rest)
            return Is(StandIn.Login, rest.Text);
        var form = reading.Page.Elements.FirstOrDefault(e => e.LocalName == "input"
            && string.Equals(e.GetAttribute("type"), "password", StringComparison.OrdinalIgnoreCase) && !IsUnseen(e));
        // Who asks for a password may explain at length what for: that is no article.
        if (form is not null)
            isOffer = isOffer && reading.Body is { } body && !body.Element.Contains(form)
                && HasWordsOfItsOwn([.. reading.Page.Lines.All.Take(body.Lines)]);
        foreach (var line in words.Where(l => !VisitWords.Reports(l.Text) && !told.Contains(l.Text)))
        {
            // Requests for consent or a subscription also appear on many pages with content of their own.
            if (StandInWords.InLine(line.Text) is { } what and not (StandIn.Wall or StandIn.Consent) && !(what == StandIn.Login && isOffer))
                return Is(what, line.Text);
        }

        if (!isOffer && form is not null
            && reading.Page.Lines.All.Count(l => l is { IsLinks: true, Weight: >= TitleWeight }) < ManyHeadlines)
            return Is(StandIn.Login, "a form for a password");
        var isEmpty = words.Sum(l => l.Weight) <= NoWords;
        foreach (var element in reading.Page.Elements)
        {
            if (StandInWords.IsMark(element.Id) || StandInWords.IsMark(element.GetAttribute("src")))
                return Is(StandIn.Check, "the mark of a shield");
            if (element.LocalName != "script" || element.TextContent is not { Length: > 0 } script)
                continue;
            var head = script.Length > MostScript ? script[..MostScript] : script;
            if (StandInWords.IsMark(head) || isEmpty && StandInWords.ComesAgain(head))
                return Is(StandIn.Check, "a script in the place of a text");
        }

        return reading.Body is null && SaysItsNameAlone(reading, words) ? Is(StandIn.Check, "a script, and nothing but a name") : null;
    }

    /// <summary>Forums offer a login above a whole post.</summary>
    private static bool HasWordsOfItsOwn(List<TextLine> words) => words
        .Where(l => l is { Zone: Zone.Main, IsProse: true } && StandInWords.InLine(l.Text) is null && !StandInWords.IsTrace(l.Text))
        .Sum(l => l.Weight) >= OwnWords;

    /// <summary>Returns true for a form that opens over the page on demand.</summary>
    private static bool IsUnseen(IElement element)
    {
        for (IElement? node = element; node is not null; node = node.ParentElement)
            if (Zones.IsHidden(node))
                return true;
        return false;
    }

    /// <summary>Detects an empty page that a script would fill.</summary>
    private static bool SaysItsNameAlone(PageReading reading, List<TextLine> words) =>
        reading.Items.Count == 0 && Titles(reading) is var titles && words.TrueForAll(l => titles.Contains(l.Text))
        && reading.Page.Elements.Any(e => e.LocalName == "script")
        && !reading.Page.Elements.Any(e => e.LocalName is "img" or "video" or "iframe");

    /// <summary>
    /// Detects a page whose words are mostly about the visit, in two lines or more, whatever its title and whatever date it
    /// states.
    /// </summary>
    private static ParseResult.Unreadable? OfVisitMostly(PageReading reading, List<string> titles, List<TextLine> words, bool isArticle)
    {
        var said = words.Where(
            l => (l.Zone == Zone.Main || !isArticle) && !titles.Contains(l.Text)
            && !reading.Facts.Lines.Any(f => reading.Page.Lines.All[f] == l)).ToList();
        // Its only line may have been used as its title.
        said = said.Count > 0 || isArticle ? said : words;
        // A page that names its writer is judged by the texts of known shields alone.
        var hasForm = reading.Page.Elements.Any(e => e.LocalName is "input" or "button");
        var isOpen = !NamesWriter(reading) && !reading.Items.Any(i => TextWeight.Measure(i.Title ?? "") >= TitleWeight);
        StandIn? Told(TextLine line) => VisitWords.Reports(line.Text) ? null
            : StandInWords.InLine(line.Text) is var told
                && (isOpen || told is StandIn.Check or StandIn.Refusal or StandIn.Login or StandIn.Wall or StandIn.Consent)
                ? told ?? (isOpen ? VisitWords.Recognise(line.Text, hasForm) ?? Label(line) : null) : null;
        var ofVisit = said.ConvertAll(l => (Line: l, What: Told(l))).FindAll(l => l.What is not null || StandInWords.IsTrace(l.Line.Text));
        if (ofVisit.Find(l => l.What is not null) is not (var telling, { } what)
            || ofVisit.Sum(l => l.Line.Weight) < MostOfIt * said.Sum(l => l.Weight))
            return null;
        var isSaidTwice = ofVisit.Count > 1
            || titles.Exists(t => TextWeight.Measure(t) <= LongestLabel && StandInWords.InTitle(t) is not null);
        var lists = what is StandIn.Wall or StandIn.Consent && reading.Items.Any(i => TextWeight.Measure(i.Title ?? "") >= TitleWeight);
        return !lists && (isSaidTwice || !isArticle) ? Is(what, telling.Text) : null;
    }

    /// <summary>Reads a short line as if it were a title.</summary>
    private static StandIn? Label(TextLine line) => line.Weight <= LongestLabel ? StandInWords.InTitle(line.Text)?.What : null;

    private static List<string> Titles(PageReading reading) =>
    [
        .. ((IEnumerable<string?>)[reading.Page.Metadata.DocumentTitle, reading.Title?.Text])
            .Concat(reading.Page.Lines.All.Where(l => l is { IsHeading: true, IsLinks: false, Zone: Zone.Main }).Take(3)
                .Select(l => l.Text))
            .OfType<string>().Where(t => t.Length is > 0 and < 200).Distinct(),
    ];

    /// <summary>
    /// Returns true if both the title and the words are those of a shield or a failing server: a line that looks like a byline does
    /// not make it an article.
    /// </summary>
    private static bool IsOfVisit(List<string> titles, List<TextLine> words) =>
        titles.Exists(t => TextWeight.Measure(t) <= LongestLabel
            && StandInWords.InTitle(t) is { What: StandIn.Check or StandIn.Refusal or StandIn.NotFound or StandIn.Error } said
            && words.Exists(l => !VisitWords.Reports(l.Text)
                && (said.What is StandIn.NotFound or StandIn.Error
                    ? l.Text != t && StandInWords.InLine(l.Text) == said.What
                    : !titles.Contains(l.Text)
                        && (StandInWords.IsTrace(l.Text) || StandInWords.InLine(l.Text) is StandIn.Check or StandIn.Refusal))));

    private static bool IsArticle(PageReading reading) =>
        NamesWriter(reading)
        || reading.Page.Metadata.First("article:published_time", "publishdate", "pubdate", "og:published_time", "datePublished") is not null
        || reading.Facts.Lines.Any(i => IsStamp(reading.Page, reading.Page.Lines.All[i].Text));

    private static bool NamesWriter(PageReading reading) =>
        reading.Facts.Origin is not null || reading.Facts.Authors.Count > 0 || reading.Page.Metadata.Article is not null
        || reading.Page.Metadata.First("og:type")?.Contains("article", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// Returns true for a line that states when an article was published and little else; shields and maintenance notices state
    /// other times.
    /// </summary>
    private static bool IsStamp(PageContext page, string text) =>
        DateParser.TryFind(text, page.Dates, out _, out var where) && text.AsSpan()[where].ContainsAnyInRange('0', '9')
            && !StandInWords.IsOtherTime(text)
        && TextWeight.Measure(text.AsSpan(0, where.Start.Value)) + TextWeight.Measure(text.AsSpan(where.End.Value)) <= LongestStamp;

    private static ParseResult.Unreadable Is(StandIn what, string evidence) => new(
        $"{Name(what)} in the place of the page: {(evidence.Length > 80 ? evidence[..80] + "…" : evidence).ReplaceLineEndings(" ")}")
    {
        StandIn = what,
    };

    private static string Name(StandIn what) => what switch
    {
        StandIn.Check => "a check of the visitor",
        StandIn.Refusal => "a refusal",
        StandIn.Maintenance => "a note of maintenance",
        StandIn.Login => "a login",
        StandIn.Wall => "a wall for subscribers or an app",
        StandIn.Consent => "a question for consent",
        StandIn.NotFound => "a note that there is no such page",
        StandIn.Parked => "a parked or blocked site",
        StandIn.Error => "an error of the server",
        _ => throw new UnreachableException($"no words for {what}"),
    };
}
