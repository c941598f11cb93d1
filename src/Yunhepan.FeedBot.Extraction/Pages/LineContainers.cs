using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The elements around the lines of a page, with the features that each gives to the lines in it.</summary>
internal sealed class LineContainers(PageLines lines, LineSums sums)
{
    private readonly Dictionary<IElement, LineContainer> _known = [];

    private readonly int _prose = Math.Max(1, sums.Prose(0, lines.All.Count));

    private readonly int _weight = Math.Max(1, sums.Weight(0, lines.All.Count));

    /// <summary>Returns the container that an element is. Wrappers without other content add no container.</summary>
    public LineContainer Around(IElement element)
    {
        if (_known.TryGetValue(element, out var known))
            return known;
        var range = lines.RangeOf(element);
        int start = range.Start.Value, end = range.End.Value;
        var container = new LineContainer(
        [
            (float)((double)sums.Prose(start, end) / _prose),
            (float)((double)sums.Links(start, end) / Math.Max(1, sums.Weight(start, end))),
            (float)Math.Log(1 + end - start),
            (float)((double)sums.Weight(start, end) / _weight),
        ]);
        var parent = element.ParentElement;
        while (parent is { LocalName: not ("body" or "html") } && lines.RangeOf(parent).Equals(range))
            parent = parent.ParentElement;
        if (parent is not (null or { LocalName: "html" }))
            container.Around = Around(parent);
        return _known[element] = container;
    }
}

/// <summary>An element around lines.</summary>
internal sealed class LineContainer
{
    public LineContainer(float[] features) => (Features, Around) = (features, this);

    /// <summary>
    /// The share of the page's prose, the share of links, the logarithm of the number of lines, and the share of the page's weight.
    /// </summary>
    public float[] Features { get; }

    /// <summary>The next larger one; the largest is around itself.</summary>
    public LineContainer Around { get; set; }
}
