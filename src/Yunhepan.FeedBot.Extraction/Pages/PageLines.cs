using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Yunhepan.FeedBot.Extraction.Dates;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The visible lines of a page in order; every element is a range of them.</summary>
internal sealed class PageLines
{
    private const int LevelsOfFacts = 3;

    private const int LongestDay = 24;

    private static readonly DateContext AnyPage = new(DateTimeOffset.UnixEpoch, null, null);

    private readonly List<TextLine> _lines = [];
    private readonly Dictionary<IElement, Range> _ranges = [];
    private readonly List<IText> _nodes = [];
    private readonly List<IHtmlAnchorElement> _anchors = [];
    private readonly StringBuilder _text = new();
    private int _linkWeight;
    private int _weight;

    private PageLines()
    {
    }

    public IReadOnlyList<TextLine> All => _lines;

    /// <summary>The elements in document order, with the range of lines they hold.</summary>
    public IReadOnlyDictionary<IElement, Range> Ranges => _ranges;

    public static PageLines Read(IElement root)
    {
        var lines = new PageLines();
        lines.Visit(root, root, null);
        lines.EndLine(root);
        return lines;
    }

    public Range RangeOf(IElement element) => _ranges.GetValueOrDefault(element, ..0);

    private void Visit(IElement element, IElement block, IHtmlAnchorElement? anchor)
    {
        var start = _lines.Count;
        // By index: asking a node for its next sibling searches its parent, which is quadratic on wide elements.
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
                Take(text, anchor);
            else if (child is IElement inner && !PlainText.IsUnseen(inner.LocalName) && !IsControl(inner))
                VisitElement(inner, block, anchor);
            else if (child is IHtmlScriptElement && _text.Length > 0)
                // A script inside a line writes a count there; digits on both sides are not one number.
                _text.Append(' ');
        }
        _ranges[element] = start.._lines.Count;
    }

    private void VisitElement(IElement element, IElement block, IHtmlAnchorElement? anchor)
    {
        if (element.LocalName == "br")
        {
            EndLine(block);
            return;
        }
        var link = element is IHtmlAnchorElement a && a.HasAttribute("href") ? a : anchor;
        if (!PlainText.IsBlock(element.LocalName) && element.LocalName is not ("td" or "th"))
        {
            var start = _lines.Count;
            Visit(element, block, link);
            // An inline element may contain blocks: a link around a whole card, custom elements.
            _ranges[element] = start..Math.Max(_lines.Count, start);
            return;
        }
        EndLine(block);
        var first = _lines.Count;
        Visit(element, element, link);
        EndLine(element);
        _ranges[element] = first.._lines.Count;
    }

    private void Take(IText text, IHtmlAnchorElement? anchor)
    {
        var data = text.Data;
        var weight = TextWeight.Measure(data);
        if (weight == 0)
        {
            if (_text.Length > 0)
                _text.Append(data);
            return;
        }
        if (_nodes.Count > 0 && StandsApart(_nodes[^1], text))
            _text.Append(' ');
        _text.Append(data);
        _nodes.Add(text);
        _weight += weight;
        if (anchor is null)
            return;
        _linkWeight += weight;
        if (_anchors.Count == 0 || _anchors[^1] != anchor)
            _anchors.Add(anchor);
    }

    /// <summary>
    /// Returns true for a date and a count in neighbouring elements,
    /// <c>&lt;em&gt;2024-10-16&lt;/em&gt;&lt;em&gt;1234&lt;/em&gt;</c>, which only the style sheet separates. Drop caps, counters
    /// and subscripts are shorter and stay together.
    /// </summary>
    private static bool StandsApart(IText before, IText after)
    {
        if (before.Parent is not IElement { LocalName: not ("sub" or "sup") } left
            || after.Parent is not IElement { LocalName: not ("sub" or "sup") } right
            || left == right || left.Contains(right) || right.Contains(left))
            return false;
        var (head, tail) = (before.Data, after.Data);
        if (head.Length == 0 || tail.Length == 0 || Math.Max(head.Length, tail.Length) < 4)
            return false;
        var (last, first) = (head[^1], tail[0]);
        // For example 图文：某某 and 2021年1月18日: the parts of a line whose class says that it holds the facts.
        if (last is >= '\u4e00' and <= '\u9fff' && (StartsWithDay(tail) || first is >= '\u4e00' and <= '\u9fff'
            && AreFacts(left, right)))
            return true;
        if (char.IsLower(last) && char.IsUpper(first) && StartsWithMonth(tail))
            return true;
        return char.IsAsciiLetterOrDigit(last) && char.IsAsciiLetterOrDigit(first) && (char.IsAsciiDigit(last) || char.IsAsciiDigit(first));
    }

    /// <summary>Returns true if both texts are in an element whose name says that it holds the facts.</summary>
    private static bool AreFacts(IElement left, IElement right)
    {
        var around = right.ParentElement;
        for (var level = 0; level < LevelsOfFacts && around is not null; level++, around = around.ParentElement)
            if (around.Contains(left))
                return around != left && ElementName.From(around).IsOfFacts;
        return false;
    }

    /// <summary>Returns true for text that begins with a date in words: October 16, 2024.</summary>
    private static bool StartsWithMonth(string text) =>
        text[..Math.Min(text.Length, LongestDay)] is var start && start.AsSpan().ContainsAnyInRange('0', '9')
            && DateParser.TryFind(start, AnyPage, out var date, out var where) && where.Start.Value == 0
            && date.Precision <= DatePrecision.Day;

    private static bool StartsWithDay(string text) =>
        text.Length >= 8 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && text[4] is '-' or '/' or '.' or '年'
            && char.IsAsciiDigit(text[5]);

    private void EndLine(IElement block)
    {
        if (_nodes.Count > 0)
        {
            var text = PlainText.OnOneLine(_text.ToString());
            _lines.Add(new TextLine
            {
                Text = text,
                Block = block,
                Nodes = [.. _nodes],
                Anchors = [.. _anchors],
                Weight = _weight,
                LinkWeight = _linkWeight,
                Stops = TextWeight.Stops(text),
            });
        }
        _nodes.Clear();
        _anchors.Clear();
        _text.Clear();
        _weight = _linkWeight = 0;
    }

    /// <summary>
    /// Returns true for form controls. Some templates separate the parts of the line of facts with labels that belong to no
    /// field.
    /// </summary>
    private static bool IsControl(IElement element) => element.LocalName is "button" or "input" or "option" or "datalist" or "dialog"
        || element.LocalName == "label" && !(element.ParentElement is { LocalName: not "form" } && !element.HasAttribute("for")
            && element.TextContent.IndexOfAny([':', '：']) > 0 && HtmlDocuments.FirstIn(element, e => e.LocalName == "input") is null);
}
