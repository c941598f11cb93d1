using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>An article's title, and the line of the page that shows it.</summary>
internal sealed record FoundTitle(string Text, int? Line);

/// <summary>Finds the title as the page shows it, without the site's name, by what the page, its head and its metadata agree on.</summary>
internal static partial class TitleFinder
{
    private const int LongestTitle = 400;

    private const int ShortestTitle = 8;

    /// <summary>A name of the site stands far above the text, a title near it.</summary>
    private const int FarAbove = 20;

    private const int NearText = 6;

    private const int LongestTopic = 60;

    /// <summary>What is longer is no name.</summary>
    private const int LongName = 24;

    public static FoundTitle? Find(PageContext page, BodyCandidate? body)
    {
        var stated = Stated(page);
        var shown = Shown(page, body, stated);
        if (shown is not null)
            return shown;
        var text = stated.Headline ?? stated.Parts.FirstOrDefault();
        // A document that calls itself 显示 or Untitled: its first line is its title.
        if (TextWeight.Measure(text) < ShortestTitle && body is not null && FirstLine(page, body) is { } first)
            return first;
        return string.IsNullOrWhiteSpace(text) ? null : new FoundTitle(text, null);
    }

    /// <summary>The parts of a document title: <c>T_济南新闻_某网</c>, <c>T - Site</c>.</summary>
    public static string[] Parts(string title) =>
        [.. Separators.Split(title).Select(p => p.Trim(' ', '\u3000', '-', '|', '_', '·')).Where(p => p.Length > 0)];

    /// <summary>A headline from metadata with the site's name cut off its end.</summary>
    public static string WithoutSite(string title, string? siteName)
    {
        var cut = SiteSuffix.Match(title);
        if (cut.Success && siteName is not null && TextWeight.Bare(cut.Groups["site"].Value) is { Length: > 0 } tail
            && (TextWeight.Bare(siteName) is { Length: > 0 } bare)
                && (bare.Contains(tail, StringComparison.Ordinal) || tail.Contains(bare, StringComparison.Ordinal)))
            return title[..cut.Index].TrimEnd();
        return title;
    }

    /// <summary>The site's name may be told by its address alone: <c>T | Bridgestone Tires</c> on bridgestonetire.com.</summary>
    private static string WithoutHost(string title, Uri? url)
    {
        if (url is null || SiteSuffix.Match(title) is not { Success: true } cut || cut.Index < 8)
            return title;
        var names = cut.Groups["site"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tail = TextWeight.Bare(cut.Groups["site"].Value);
        var host = TextWeight.Bare(url.Host);
        return tail.Length > 3
            && (host.Contains(tail, StringComparison.Ordinal) || names.Length > 1 && host.StartsWith("www", StringComparison.Ordinal)
            && TextWeight.Bare(names[0]) is { Length: > 5 } first && host[3..].StartsWith(first, StringComparison.Ordinal))
                ? title[..cut.Index].TrimEnd() : title;
    }

    private static StatedTitle Stated(PageContext page)
    {
        var metadata = page.Metadata;
        var parts = Parts(metadata.DocumentTitle ?? string.Empty);
        var headline = metadata.Article?.Headline
            ?? metadata.First("og:title", "twitter:title", "title", "dc.title", "ArticleTitle", "headline");
        if (headline is not null)
        {
            headline = WithoutHost(WithoutSite(headline, metadata.SiteName), page.PageUrl);
            if (headline == metadata.DocumentTitle && parts.Length > 1)
                headline = null;
        }
        return new StatedTitle(headline, [.. Ranked(parts, metadata.SiteName)], TextWeight.Bare(metadata.DocumentTitle ?? string.Empty),
            TextWeight.Bare(headline ?? string.Empty), TextWeight.Bare(metadata.SiteName ?? string.Empty));
    }

    /// <summary>The title comes first on most sites; a short first part is a channel when a later one is much longer.</summary>
    private static IEnumerable<string> Ranked(string[] parts, string? siteName) =>
        parts.Where(p => !string.Equals(p, siteName, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(p => Math.Min(TextWeight.Measure(p), 60) + (p == parts[0] ? 16 : 0))
                .DefaultIfEmpty(parts.FirstOrDefault() ?? string.Empty);

    private static FoundTitle? Shown(PageContext page, BodyCandidate? body, StatedTitle stated)
    {
        var lines = page.Lines.All;
        FoundTitle? best = null;
        var bestScore = 0.0;
        var answered = Answered(lines);
        var prose = body is null ? 0 : FirstProse(page, body);
        var limit = body is null ? lines.Count : prose + 1;
        for (var i = 0; i < Math.Min(limit, lines.Count); i++)
        {
            var score = Score(page, lines[i], stated, body is null ? 0 : Math.Abs(prose - i), IsAboveInfoLine(lines, i), answered);
            if (score > bestScore)
                (best, bestScore) = (new FoundTitle(TextOf(page, lines[i]), i), score);
        }
        return best is { Line: { } at }
            ? best with { Text = Cleaned(WithoutDay(page, WithoutLabels(lines[at], best.Text), stated), stated) } : null;
    }

    private static FoundTitle? FirstLine(PageContext page, BodyCandidate body)
    {
        for (var i = body.Lines.Start.Value; i < FirstProse(page, body); i++)
            if (page.Lines.All[i] is { IsLinks: false, Zone: Zone.Main, Weight: >= 4 and <= 80 } line)
                return new FoundTitle(line.Text, i);
        return null;
    }

    /// <summary>A heading may break into several lines.</summary>
    private static string TextOf(PageContext page, TextLine line) =>
        line.IsHeading && !HoldsFacts(page, line) && PlainText.InlineFromNode(line.Block) is { Length: < LongestTitle } whole
            ? whole : line.Text;

    /// <summary>Some templates put the day and the source into the heading, on a line of their own.</summary>
    private static bool HoldsFacts(PageContext page, TextLine line)
    {
        var range = page.Lines.RangeOf(line.Block);
        for (var i = range.Start.Value; i < range.End.Value; i++)
            if (page.Lines.All[i] is var other && other != line
                && (other.Info.Fields.Exists(f => f.Label is InfoLabel.Published or InfoLabel.Source) || IsDayAlone(page, other)))
                return true;
        return false;
    }

    /// <summary>Magazines set a topic above the title and a reader's label before it, inside the same heading.</summary>
    private static string WithoutLabels(TextLine line, string text)
    {
        if (!line.IsHeading || HtmlDocuments.FirstIn(line.Block, IsLabel) is null || line.Block.Clone() is not IElement copy)
            return text;
        foreach (var element in HtmlDocuments.ElementsIn(copy).Where(IsLabel))
            element.Remove();
        return PlainText.InlineFromNode(copy).Trim(' ', ':', '-', '–', '|') is { Length: >= 4 } rest ? rest : text;
    }

    private static bool IsLabel(IElement element) =>
        element.LocalName is "small" or "time" || element.ClassName is { Length: > 0 } name && LabelNames.IsMatch(name);

    /// <summary>A day before or behind the title, in its line: the head does not count it as part of the title.</summary>
    private static string WithoutDay(PageContext page, string text, StatedTitle stated)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9') || !DateParser.TryFind(text, page.Dates, out var date, out var where)
            || date.Precision > DatePrecision.Day)
            return text;
        var rest = where.Start.Value <= 1
            ? text[where.End.Value..] : where.End.Value >= text.Length - 1 ? text[..where.Start.Value] : string.Empty;
        rest = rest.Trim(' ', ':', '：', '-', '–', '—', '|', '·', '•', '(', ')', '（', '）', ',', '/');
        if (TextWeight.Measure(rest) < ShortestTitle)
            return text;
        var (bare, whole) = (TextWeight.Bare(rest), TextWeight.Bare(text));
        var isTold = stated.BareTitle.Contains(bare, StringComparison.Ordinal)
            || stated.BareHeadline.Contains(bare, StringComparison.Ordinal);
        return isTold && !stated.BareTitle.Contains(whole, StringComparison.Ordinal)
            && !stated.BareHeadline.Contains(whole, StringComparison.Ordinal) ? rest : text;
    }

    private static bool IsAboveInfoLine(IReadOnlyList<TextLine> lines, int at)
    {
        for (var i = at + 1; i < Math.Min(at + 3, lines.Count); i++)
            if (lines[i] is { Weight: < 160, IsLinks: false }
                && lines[i].Info.Fields.Exists(
                    f => f.Label is InfoLabel.Published or InfoLabel.Source or InfoLabel.Author && f.Value.Length > 1))
                return true;
        return false;
    }

    private static int FirstProse(PageContext page, BodyCandidate body)
    {
        for (var i = body.Lines.Start.Value; i < body.Lines.End.Value; i++)
            if (page.Lines.All[i] is { IsProse: true, Zone: Zone.Main, IsHeading: false })
                return i;
        return body.Lines.Start.Value;
    }

    /// <summary>The titles that replies in a forum repeat: <c>Re: T</c>, <c>回复：T</c>.</summary>
    private static HashSet<string> Answered(IReadOnlyList<TextLine> lines)
    {
        var answered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (line.Text.Length is > 6 and < LongestTitle && Reply.Match(line.Text) is { Success: true } reply
                && TextWeight.Bare(reply.Groups["title"].Value) is { Length: > 3 } bare)
                answered.Add(bare);
        return answered;
    }

    /// <summary>A blog's title leads to the page that it stands on.</summary>
    private static bool LeadsHere(PageContext page, TextLine line) =>
        page.PageUrl is { } own && line.Anchors.Any(a => page.Resolve(a.GetAttribute("href")) == own.AbsoluteUri);

    /// <summary>Tells a day and little else: 建立于:2004年10月6日.</summary>
    private static bool IsDay(PageContext page, TextLine line) =>
        !line.IsHeading && IsDayAlone(page, line);

    private static bool IsDayAlone(PageContext page, TextLine line) =>
        line.Weight < 50 && line.Text.AsSpan().ContainsAnyInRange('0', '9')
            && DateParser.TryFind(line.Text, page.Dates, out _, out var where)
        && TextWeight.Measure(line.Text.AsSpan(0, where.Start.Value)) + TextWeight.Measure(line.Text.AsSpan(where.End.Value)) <= 12;

    private static double Score(
        PageContext page, TextLine line, StatedTitle stated, int distance, bool isAboveInfoLine, HashSet<string> answered)
    {
        if (line.Weight < 4 || line.Text.Length > LongestTitle || line.Zone is Zone.Comments or Zone.Navigation)
            return 0;
        var bare = TextWeight.Bare(TextOf(page, line));
        if (bare.Length < 2 || bare == stated.BareSite)
            return 0;
        if (line.IsLinks && IsHome(line.Anchors[0]) || IsDay(page, line))
            return 0;
        var isLink = line.IsLinks && !LeadsHere(page, line);
        var score = line.Block.LocalName switch { "h1" => 60.0, "h2" => 28, "h3" => 16, "h4" or "h5" => 8, _ => 0 };
        if (TitleNames.IsMatch((line.Block.ClassName + " " + line.Block.Id).Trim()) || IsMarkedHeadline(line.Block))
            score += 25;
        if (isAboveInfoLine && !isLink && line.Weight is >= 8 and <= 100)
            score += line.IsHeading || IsEmphasised(line) ? 45 : distance <= NearText ? 42 : 20;
        var agreement = Math.Max(Agreement(bare, stated.BareTitle), Agreement(bare, stated.BareHeadline) * 1.1);
        // Blogs show their own name above every text: far above it, or as the lesser part of <title>.
        var isName = !line.IsHeading && distance > FarAbove && line.Weight < LongName || IsLesserPart(bare, stated);
        score += agreement * (isName ? 45 : 90);
        if (answered.Contains(bare))
            score += 60;
        if (score < 40)
            return 0;
        // A breadcrumb repeats the title as a link, and so do lists of news.
        if (isLink)
            score -= line.Block.LocalName == "h1" ? 5 : 35;
        if (line.Zone == Zone.Aside)
            score -= 30;
        return score - Math.Min(distance, 30) * 0.8;
    }

    /// <summary><c>T--某人的博客</c>: another part of the document's title says more than this line, which is one of its parts.</summary>
    private static bool IsLesserPart(string bare, StatedTitle stated) =>
        stated.Parts.Length > 1 && !stated.BareTitle.StartsWith(bare, StringComparison.Ordinal)
        && TextWeight.Measure(TextWeight.Bare(stated.Parts[0])) > TextWeight.Measure(bare)
            && stated.Parts.Skip(1).Any(p => TextWeight.Bare(p) == bare);

    /// <summary>A heading that leads to the front page is the site's name.</summary>
    private static bool IsHome(IHtmlAnchorElement anchor) => anchor.GetAttribute("href")?.Trim() is "/" or "./" or "../"
        || anchor.Href is { } href && Uri.TryCreate(href, UriKind.Absolute, out var url) && url.AbsolutePath is "/" && url.Query.Length == 0
            && url.Fragment.Length == 0;

    /// <summary>How much of what the head says is this line: 0 when neither holds the other.</summary>
    private static double Agreement(string bare, string stated)
    {
        if (stated.Length == 0)
            return 0;
        if (bare == stated)
            return 1;
        if (stated.Contains(bare, StringComparison.Ordinal))
            return bare.Length < 4 ? 0.2
                : Math.Min(1, 0.35 + (double)bare.Length / stated.Length) * (stated.StartsWith(bare, StringComparison.Ordinal) ? 1 : 0.85);
        if (bare.Contains(stated, StringComparison.Ordinal) && stated.Length > 5)
            return 0.8 * stated.Length / bare.Length;
        var shared = 0;
        while (shared < Math.Min(bare.Length, stated.Length) && bare[shared] == stated[shared])
            shared++;
        return shared >= 6 && shared * 2 > Math.Min(bare.Length, stated.Length) ? 0.6 : 0;
    }

    private static bool IsEmphasised(TextLine line) =>
        line.Nodes[0].ParentElement is { LocalName: "b" or "strong" or "font" or "big" or "h1" or "h2" or "h3" }
            || line.Block.LocalName is "center" or "th" or "caption";

    private static bool IsMarkedHeadline(IElement block) => block.GetAttribute("itemprop") is "headline" or "name";

    /// <summary>A shown line that carries more than the stated title (a label, a counter) yields to it.</summary>
    private static string Cleaned(string shown, StatedTitle stated)
    {
        if (DoubleEscape.IsMatch(shown))
            shown = System.Net.WebUtility.HtmlDecode(shown);
        if (stated.Headline is not { } headline)
            return shown;
        // The head leaves out the topic that the heading begins with.
        if (shown.Length > headline.Length && headline.Length >= ShortestTitle && shown.Length - headline.Length <= LongestTopic
            && shown.EndsWith(headline, StringComparison.OrdinalIgnoreCase)
                && shown[..^headline.Length].TrimEnd() is [.., ':' or '：' or '-' or '–' or '—' or '|'])
            return shown[^headline.Length..];
        if (shown.Length > headline.Length + 12 && shown.Contains(headline, StringComparison.Ordinal))
            return headline;
        // A heading broken into parts shows less than the headline says: the part that holds it is whole.
        var isBroken = shown[^1] is '-' or '–' or ':' or '：';
        return Parts(headline).FirstOrDefault(p => p.Length > (isBroken ? shown.Length : shown.Length * 2) && p.Length < LongestTitle
            && TextWeight.Bare(p).StartsWith(TextWeight.Bare(shown), StringComparison.Ordinal)) ?? shown;
    }

    private sealed record StatedTitle(string? Headline, string[] Parts, string BareTitle, string BareHeadline, string BareSite);

    [GeneratedRegex(
        @"\s+[-–—|·•»«:]+\s+|\s*[_|｜]+\s*|\s*[-–—]{2,}\s*|(?<=[\u2e80-\uffef”])\s*[-–—»]\s*(?=[\u2e80-\uffef])|\s+::\s+",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Separators { get; }

    [GeneratedRegex(@"^\W*(re|回复|答复|回覆)\s*[:：]\s*(?<title>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Reply { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(\w*(kicker|overline|dachzeile|roofline|topline|spitzmarke|eyebrow|pre-?headline|pre-?title|supra-?title)\w*|label"
            + @"|topic|descriptor|badge|sr-only|visually-hidden|screen-reader-text|hidden|invisible|rubrik)($"
            + @"|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex LabelNames { get; }

    [GeneratedRegex(@"&(#x?[0-9a-f]{2,6}|amp|quot|apos);", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex DoubleEscape { get; }

    /// <summary>A hyphen inside a word divides nothing.</summary>
    [GeneratedRegex(
        @"(?<!^)(\s*[|·•_｜»]\s*|\s+[-–—]\s*|\s*[-–—]\s+|(?<=[\u2e80-\uffef”])[-–—]|[-–—](?=[\u2e80-\uffef]))(?<site>[^-–—|·•_｜»]{2,60})$",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SiteSuffix { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(title|headline|biaoti|bt|tit|arti?cle-?title|post-?title|entry-?title|h1)($|[\s_-])|title$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex TitleNames { get; }
}
