using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The element that may hold the article, with its score.</summary>
/// <param name="Element">The smallest element around the body.</param>
/// <param name="Score">The weight of the prose in it, minus the weight of everything else.</param>
internal sealed record BodyCandidate(IElement Element, Range Lines, double Score);

/// <summary>
/// Finds the element of the article: each line adds to or subtracts from the score of the elements around it, and the highest
/// score wins. Prose counts with its weight; links, labels and marked zones have a cost, so the winner contains the prose and
/// little else.
/// </summary>
internal static partial class BodyFinder
{
    private const double LineOfLinksCost = 14;

    private const double ZoneCost = 20;

    private const double MostHint = 1.15;

    private const int LevelsAbove = 4;

    private const double SmallestGap = 120;

    private static readonly string[] LegalTerms =
        ["版权", "著作权", "侵权", "免责", "转载", "法律责任", "合作方", "copyright", "all rights reserved", "terms of use", "privacy policy",
            "without permission"];

    private static readonly SearchValues<string> AnyLegalTerm = SearchValues.Create(LegalTerms, StringComparison.OrdinalIgnoreCase);

    /// <summary>The search for Chinese terms is much slower, and most lines of other pages have no ideograph.</summary>
    private static readonly SearchValues<string> AnyLatinLegalTerm =
        SearchValues.Create([.. LegalTerms.Where(word => System.Text.Ascii.IsValid(word))], StringComparison.OrdinalIgnoreCase);

    public static BodyCandidate? Find(PageLines lines)
    {
        var sums = new double[lines.All.Count + 1];
        for (var i = 0; i < lines.All.Count; i++)
            sums[i + 1] = sums[i] + Worth(lines.All[i]);
        BodyCandidate? best = null;
        foreach (var (element, range) in lines.Ranges)
        {
            if (range.End.Value == range.Start.Value || element.LocalName is "html" or "head")
                continue;
            var sum = sums[range.End.Value] - sums[range.Start.Value];
            // A promising class or id does not lift an element above one with far more prose.
            if (best is not null && sum > 0 && sum * MostHint <= best.Score)
                continue;
            var score = sum * Hint(element);
            // Children come before their parents here, so of elements with the same score the innermost is kept.
            if (best is null || score > best.Score)
                best = new BodyCandidate(element, range, score);
        }
        return best is null ? null : Widen(Extend(best, lines, sums), lines);
    }

    /// <summary>
    /// Extends the winner if it is one of a run of siblings, as paragraphs are: the run is the body, even if the element around
    /// it also holds a link farm. Lines in between may cost a little; a gap of links ends the run.
    /// </summary>
    private static BodyCandidate Extend(BodyCandidate best, PageLines lines, double[] sums)
    {
        var around = best.Element.ParentElement;
        for (var level = 0; level < LevelsAbove && around is { LocalName: not "html" }; level++, around = around.ParentElement)
        {
            var range = lines.RangeOf(around);
            var gap = SmallestGap + best.Score * 0.1;
            int start = best.Lines.Start.Value, end = best.Lines.End.Value;
            for (var i = start - 1; i >= range.Start.Value && sums[i] - sums[start] < gap; i--)
                start = sums[i] < sums[start] ? i : start;
            for (var i = end + 1; i <= range.End.Value && sums[end] - sums[i] < gap && !BodyTrimmer.StartsTail(lines.All[i - 1]); i++)
                end = sums[i] > sums[end] ? i : end;
            var score = sums[end] - sums[start];
            if (score > best.Score * 1.2)
                best = new BodyCandidate(around, start..end, score);
        }
        return best;
    }

    public static double Worth(TextLine line)
    {
        if (line.Zone != Zone.Main)
            return -ZoneCost - Math.Min(line.Weight, 60) * 0.3;
        if (line.IsLinks)
            return -LineOfLinksCost - Math.Min(line.LinkWeight, 60) * 0.4;
        if (line.IsProse && line.IsLegal)
            return -LineOfLinksCost;
        if (line.IsProse)
            return line.Weight - line.LinkWeight * 1.2;
        return line.Block.LocalName switch
        {
            "p" or "pre" or "blockquote" or "code" or "h2" or "h3" or "h4" or "dd" or "figcaption" => Math.Min(line.Weight, 30) * 0.4,
            "li" or "td" or "th" or "dt" => 0,
            _ => line.LinkWeight > 0 ? -8 : -2,
        };
    }

    /// <summary>Returns true for terms of use, which read like prose and outweigh it on short articles.</summary>
    internal static bool IsLegal(string text)
    {
        if (!text.AsSpan().ContainsAny(TextWeight.HasIdeographs(text) ? AnyLegalTerm : AnyLatinLegalTerm))
            return false;
        var terms = 0;
        foreach (var term in LegalTerms)
            terms += text.Contains(term, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return terms >= 2;
    }

    /// <summary>
    /// Widens a body of a single paragraph, which leaves its pictures outside, to the block around it if that holds no other
    /// text.
    /// </summary>
    private static BodyCandidate Widen(BodyCandidate best, PageLines lines)
    {
        var element = best.Element;
        while (element.LocalName is not ("div" or "td" or "article" or "section" or "main" or "body")
            && element.ParentElement is { } parent && lines.RangeOf(parent).Equals(best.Lines))
            element = parent;
        return best with { Element = element };
    }

    private static double Hint(IElement element)
    {
        if (element.GetAttribute("itemprop") is "articleBody")
            return MostHint;
        if (element.LocalName is "article" or "main")
            return 1.06;
        return ElementName.From(element).IsContent ? 1.04 : 1;
    }

    /// <summary>Returns true if a class and id say that the element holds the article.</summary>
    internal static bool IsOfBody(string name) => name.AsSpan().ContainsAny(PartsOfBodyNames) && BodyNames.IsMatch(name);

    private static readonly string[] WordsOfBodies =
        ["article", "content", "post", "entry", "story", "text", "txt", "zhengwen", "neirong", "nr", "body", "detail"];

    private static readonly SearchValues<string> PartsOfBodyNames = SearchValues.Create(WordsOfBodies, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"(^|[\s_-])(article|content|post|entry|story|text|txt|zhengwen|neirong|nr|body|detail)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex BodyNames { get; }
}
