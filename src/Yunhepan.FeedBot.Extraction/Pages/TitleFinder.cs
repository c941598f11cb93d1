using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>An article's title, and the line of the page that shows it.</summary>
internal sealed record FoundTitle(string Text, int? Line);

/// <summary>
/// Finds the title as the page shows it, without the site's name, from the agreement of the page, its head and its metadata.
/// </summary>
internal static partial class TitleFinder
{
    private const int LongestTitle = 400;

    private const int ShortestTitle = 8;

    /// <summary>The name of the site is far above the text; a title is near it.</summary>
    private const int FarAbove = 20;

    private const int NearText = 6;

    private const int MostTitleLines = 4;

    /// <summary>Longer texts are not names.</summary>
    private const int LongName = 24;

    public static FoundTitle? Find(PageContext page, BodyCandidate? body)
    {
        var stated = StatedTitle.Read(page);
        var shown = Shown(page, body, stated);
        if (shown is not null)
            return shown;
        var text = stated.Headline ?? stated.Parts.FirstOrDefault();
        // If a document is titled 显示 or Untitled, its first line is its title.
        if (TextWeight.Measure(text) < ShortestTitle && body is not null && FirstLine(page, body) is { } first)
            return first;
        return string.IsNullOrWhiteSpace(text) ? null : new FoundTitle(text, null);
    }

    private static FoundTitle? Shown(PageContext page, BodyCandidate? body, StatedTitle stated)
    {
        var lines = page.Lines.All;
        FoundTitle? best = null;
        var bestScore = 0.0;
        var answered = Answered(lines);
        var prose = body is null ? 0 : FirstProse(page, body);
        var limit = body is null ? lines.Count : prose + 1;
        void Weigh(int i)
        {
            var score = Score(page, lines[i], stated, body is null ? 0 : Math.Abs(prose - i), IsAboveInfoLine(lines, i), answered);
            if (score > bestScore)
                (best, bestScore) = (new FoundTitle(TextOf(page, lines[i]), i), score);
        }

        for (var i = 0; i < Math.Min(limit, lines.Count); i++)
            if (lines[i].Zone != Zone.Navigation)
                Weigh(i);
        // Text may precede the heading, and a box with a breadcrumb may hold it: there a heading counts if the head confirms it.
        for (var i = 0; i < lines.Count && !(best is not null && stated.Holds(TextWeight.Bare(best.Text))); i++)
            if ((i >= limit && lines[i].Zone == Zone.Main || lines[i].Zone == Zone.Navigation) && !lines[i].IsLinks
                && IsConfirmed(lines[i], stated))
                Weigh(i);
        best ??= page.Dates.IsChinese && body is not null ? HeadingOf(page, prose) : null;
        if (page.Dates.IsChinese && best is { Line: { } line } && (Joined(lines, line, stated) ?? Broken(page, line, stated)) is { } whole)
            return whole;
        return best is { Line: { } at }
            ? best with { Text = HeadingText.Clean(page, lines[at], best.Text, stated) } : null;
    }

    /// <summary>
    /// Joins two lines that together match the title in the head: a title that wraps, or one with a second line below it.
    /// </summary>
    private static FoundTitle? Joined(IReadOnlyList<TextLine> lines, int at, StatedTitle stated)
    {
        for (var first = Math.Max(0, at - 1); first <= at && first + 1 < lines.Count; first++)
        {
            var (a, b) = (lines[first], lines[first + 1]);
            var isSecond = b.Text.StartsWith("——", StringComparison.Ordinal);
            if (a.IsLinks || b.IsLinks || !isSecond && (IsPart(a.Text, stated) || IsPart(b.Text, stated))
                || a.Weight + b.Weight > LongestTitle || a.Weight < 4 || b.Weight < 4)
                continue;
            var bare = TextWeight.Bare(a.Text + b.Text);
            foreach (var part in stated.Headline is { } headline ? [.. stated.Parts, headline] : stated.Parts)
                if (TextWeight.Bare(part) == bare)
                    return new FoundTitle(part, first + 1);
            if (isSecond && stated.BareTitle.Contains(bare, StringComparison.Ordinal))
                return new FoundTitle(a.Text + b.Text, first + 1);
        }
        return null;
    }

    /// <summary>Returns a title that breaks into three or four lines of one box: an office, its subject and the issue number.</summary>
    private static FoundTitle? Broken(PageContext page, int at, StatedTitle stated)
    {
        var box = page.Lines.RangeOf(page.Lines.All[at].Block);
        if (box.End.Value - box.Start.Value is < 3 or > MostTitleLines)
            return null;
        var bare = TextWeight.Bare(string.Concat(Zones.Lines(page.Lines, box).Select(l => l.Text)));
        return bare.Length <= LongestTitle && Array.Find(stated.Parts, p => TextWeight.Bare(p) == bare) is { } part
            ? new FoundTitle(part, box.End.Value - 1) : null;
    }

    /// <summary>Returns the heading right above the text, if the head has no title for it.</summary>
    private static FoundTitle? HeadingOf(PageContext page, int prose)
    {
        for (var i = prose - 1; i >= Math.Max(0, prose - 3); i--)
            if (page.Lines.All[i] is { IsHeading: true, IsLinks: false, Zone: Zone.Main, Weight: >= 12 } heading)
                return new FoundTitle(TextOf(page, heading), i);
        return null;
    }

    private static bool IsPart(string text, StatedTitle stated) =>
        TextWeight.Bare(text) is var bare && Array.Exists(stated.Parts, p => TextWeight.Bare(p) == bare);

    private static FoundTitle? FirstLine(PageContext page, BodyCandidate body)
    {
        for (var i = body.Lines.Start.Value; i < FirstProse(page, body); i++)
            if (page.Lines.All[i] is { IsLinks: false, Zone: Zone.Main, Weight: >= 4 and <= 80 } line)
                return new FoundTitle(line.Text, i);
        return null;
    }

    /// <summary>Returns the text of a heading, which may wrap over several lines.</summary>
    private static string TextOf(PageContext page, TextLine line) =>
        line.IsHeading && !HoldsFacts(page, line) && PlainText.InlineFromNode(line.Block) is { Length: < LongestTitle } whole
            ? whole : line.Text;

    /// <summary>
    /// Returns true for a line of the heading that holds the date and the source, as some templates put them there.
    /// </summary>
    private static bool HoldsFacts(PageContext page, TextLine line)
    {
        var range = page.Lines.RangeOf(line.Block);
        for (var i = range.Start.Value; i < range.End.Value; i++)
            if (page.Lines.All[i] is var other && other != line
                && (other.Info.Fields.Exists(f => f.Label is InfoLabel.Published or InfoLabel.Source) || IsDayAlone(page, other)))
                return true;
        return false;
    }

    private static bool IsAboveInfoLine(IReadOnlyList<TextLine> lines, int at)
    {
        for (var i = at + 1; i < Math.Min(at + 3, lines.Count); i++)
            if (lines[i] is { Weight: < 160, IsLinks: false } line && (StartsWithMoment.IsMatch(line.Text) || line.Info.Fields.Exists(
                    f => f.Label is InfoLabel.Published or InfoLabel.Source or InfoLabel.Author && f.Value.Length > 1)))
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

    /// <summary>Returns the titles that replies in a forum repeat: <c>Re: T</c>, <c>回复：T</c>.</summary>
    private static HashSet<string> Answered(IReadOnlyList<TextLine> lines)
    {
        var answered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (line.Text.Length is > 6 and < LongestTitle && Reply.Match(line.Text) is { Success: true } reply
                && TextWeight.Bare(reply.Groups["title"].Value) is { Length: > 3 } bare)
                answered.Add(bare);
        return answered;
    }

    /// <summary>Returns true for a title that links to its own page, as on blogs.</summary>
    internal static bool LeadsHere(PageContext page, TextLine line) =>
        page.PageUrl is { } own && line.Anchors.Any(a => page.Resolve(a.GetAttribute("href")) == own.AbsoluteUri);

    /// <summary>Returns true for a line with a date and little else: 建立于:2004年10月6日.</summary>
    private static bool IsDay(PageContext page, TextLine line) =>
        !line.IsHeading && IsDayAlone(page, line);

    private static bool IsDayAlone(PageContext page, TextLine line) =>
        line.Weight < 50 && line.Text.AsSpan().ContainsAnyInRange('0', '9')
            && DateParser.TryFind(line.Text, page.Dates, out _, out var where)
        && TextWeight.Measure(line.Text.AsSpan(0, where.Start.Value)) + TextWeight.Measure(line.Text.AsSpan(where.End.Value)) <= 12;

    private static double Score(
        PageContext page, TextLine line, StatedTitle stated, int distance, bool isAboveInfoLine, HashSet<string> answered)
    {
        if (line.Text.Length > LongestTitle || line.Zone == Zone.Comments || line.Weight < 4 && !IsConfirmed(line, stated))
            return 0;
        var bare = TextWeight.Bare(TextOf(page, line));
        if (bare.Length < 2 || bare == stated.BareSite || IsOffice(line, stated)
            || Breadcrumb.IsMatch(line.Text) || Issue.IsMatch(line.Text))
            return 0;
        if (line.IsLinks && IsHome(line.Anchors[0]) || IsDay(page, line))
            return 0;
        var isLink = line.IsLinks && !LeadsHere(page, line);
        var score = HeadingName(line) switch { "h1" => 60.0, "h2" => 28, "h3" => 16, "h4" or "h5" => 8, _ => 0 };
        if (TitleNames.IsMatch((line.Block.ClassName + " " + line.Block.Id).Trim()) || IsMarkedHeadline(line.Block))
            score += 25;
        if (page.Dates.IsChinese && SubtitleNames.IsMatch(line.Block.ClassName ?? string.Empty))
            score -= 45;
        if (isAboveInfoLine && !isLink && line.Weight is >= 8 and <= 100)
            score += line.IsHeading || IsEmphasised(line) ? 45 : distance <= NearText ? 42 : 20;
        var agreement = Math.Max(Agreement(bare, stated.BareTitle), Agreement(bare, stated.BareHeadline) * 1.1);
        // Blogs show their own name above every text: far above it, or as the shorter part of <title>.
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

    /// <summary>Returns true for a main heading that the head states whole.</summary>
    private static bool IsConfirmed(TextLine line, StatedTitle stated) =>
        HeadingName(line) == "h1" && line.Text.Length <= LongestTitle && stated.IsWhole(TextWeight.Bare(line.Text));

    /// <summary>Returns the name of the heading around a line, which may lie in a box inside it.</summary>
    private static string HeadingName(TextLine line) =>
        line.Block is { LocalName: "div" or "p", ParentElement: { LocalName: "h1" or "h2" or "h3" } around } ? around.LocalName
            : line.Block.LocalName;

    /// <summary>
    /// Returns true if the line is one part of the document's title and another part is longer: <c>T--某人的博客</c>.
    /// </summary>
    private static bool IsLesserPart(string bare, StatedTitle stated) =>
        stated.Parts.Length > 1 && !stated.BareTitle.StartsWith(bare, StringComparison.Ordinal)
        && TextWeight.Measure(TextWeight.Bare(stated.Parts[0])) > TextWeight.Measure(bare)
            && stated.Parts.Skip(1).Any(p => TextWeight.Bare(p) == bare);

    /// <summary>Returns true for a heading that links to the front page: it is the site's name.</summary>
    private static bool IsHome(IHtmlAnchorElement anchor) => anchor.GetAttribute("href")?.Trim() is "/" or "./" or "../"
        || anchor.Href is { } href && Uri.TryCreate(href, UriKind.Absolute, out var url) && url.AbsolutePath is "/" && url.Query.Length == 0
            && url.Fragment.Length == 0;

    /// <summary>Returns the share of the stated title that this line covers: 0 if neither contains the other.</summary>
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

    /// <summary>
    /// Returns true for an office's name at the top of its pages: it is part of the document's title but never the title of a
    /// text.
    /// </summary>
    private static bool IsOffice(TextLine line, StatedTitle stated) =>
        line.Weight <= LongName && line.Text is [.., >= '\u4e00' and <= '\u9fff'] && OfficeEnd.IsMatch(line.Text)
            && Array.Exists(stated.Parts, p => TextWeight.Bare(p) == TextWeight.Bare(line.Text));

    private static bool IsEmphasised(TextLine line) =>
        line.Nodes[0].ParentElement is { LocalName: "b" or "strong" or "font" or "big" or "h1" or "h2" or "h3" }
            || line.Block.LocalName is "center" or "th" or "caption";

    private static bool IsMarkedHeadline(IElement block) => block.GetAttribute("itemprop") is "headline" or "name";

    [GeneratedRegex(@"(人民政府|委员会|[^布公结时]局|办公室|学院|医院|门户|门户网站?|[^上联因]网|频道|在线|日报|晚报)$", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex OfficeEnd { get; }

    [GeneratedRegex(@"^\W*(当前|您的|你的|您(现在|当前)(所在)?的?|你(现在|当前)(所在)?的?|所在|现在)的?位置", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Breadcrumb { get; }

    /// <summary>Matches the page of a newspaper: its name, its day and the page's number.</summary>
    [GeneratedRegex(@"(19|20)\d\d年\d{1,2}月\d{1,2}日\W{0,4}(星期.\W{0,4})?(第\s*)?[A-Z]?\d{1,3}\s*版", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Issue { get; }

    /// <summary>Matches a date with a time, alone, or with counts of readers: a line of facts without labels.</summary>
    [GeneratedRegex(
        @"^\W{0,2}(19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(\s+\d{1,2}:\d\d|\W{0,2}$|\s*\W?\s*(点击|浏览|阅读|人气|查看|关注|字号|字体|编辑)\W?\s*[\d大：:])",
        RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex StartsWithMoment { get; }

    [GeneratedRegex(
        @"(^|[\s_-])\w*(fbt|fubt|fubiaoti|futi|fu_?title|sub-?_?(title|tit|head\w*)|yinti|jianti)\w*($|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex SubtitleNames { get; }

    [GeneratedRegex(@"^\W*(re|回复|答复|回覆)\s*[:：]\s*(?<title>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Reply { get; }

    [GeneratedRegex(
        @"(^|[\s_-])(title|headline|biaoti|\w{0,3}(?<!f)bt\d*|\w{0,4}tit|arti?cle-?title|post-?title|entry-?title|h1)($|[\s_-])|title$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex TitleNames { get; }
}
