using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Writes selectors that find an element of a page again, by its id or classes where they are its own.</summary>
internal sealed partial class ElementPath(IDocument document)
{
    private const int MostClasses = 2, Longest = 400;

    /// <summary>The last of many siblings that a selector counts; such a place would not last, and counting costs.</summary>
    private const int LastPlace = 200;

    private const int MostSiblings = 1_000;

    private readonly Dictionary<string, int> _names = HtmlDocuments.ElementsIn(document).SelectMany(NamesOf)
        .CountBy(name => name).ToDictionary(StringComparer.Ordinal);

    /// <summary>Returns a selector that matches this element alone; null if it would be too long or count too far.</summary>
    public string? Write(IElement element)
    {
        List<string> steps = [];
        for (IElement? node = element; node is not null && node.LocalName is not "html"; node = node.ParentElement)
        {
            if (NamesOf(node).FirstOrDefault(IsOwn) is { } own)
            {
                steps.Add(own);
                break;
            }

            if (Step(node) is not { } step)
                return null;
            steps.Add(step);
        }

        steps.Reverse();
        var path = string.Join(" > ", steps);
        return path.Length <= Longest ? path : null;
    }

    /// <summary>Returns the selector of all elements that lie below a box as this one does, whatever their position.</summary>
    public static string Down(string box, IElement boxElement, IElement element)
    {
        List<string> steps = [];
        for (IElement? node = element; node is not null && node != boxElement; node = node.ParentElement)
            steps.Add(node.LocalName);
        steps.Reverse();
        return string.Join(" > ", steps.Prepend(box));
    }

    /// <summary>Returns the number of an element among its siblings of the same name, from one; null if it is one of very many.</summary>
    public static int? PlaceOf(IElement element)
    {
        var place = 1;
        foreach (var sibling in element.ParentElement?.Children.Take(MostSiblings) ?? [])
        {
            if (sibling == element)
                return place <= LastPlace ? place : null;
            if (sibling.LocalName == element.LocalName)
                place++;
        }

        return null;
    }

    /// <summary>Returns the names by which an element may be found: its id, or its first classes.</summary>
    private static IEnumerable<string> NamesOf(IElement node)
    {
        if (node.Id is { } id && Name.IsMatch(id))
            yield return $"#{id}";
        var classes = node.ClassList.Where(c => Name.IsMatch(c)).Take(MostClasses).ToList();
        if (classes.Count > 0)
            yield return node.LocalName + string.Concat(classes.Select(c => "." + c));
    }

    // Another element may have the same classes in another order, so what is counted once is looked up once.
    private bool IsOwn(string name)
    {
        if (_names[name] != 1)
            return false;
        var isOwn = document.QuerySelectorAll(name).Length == 1;
        _names[name] = isOwn ? 1 : 2;
        return isOwn;
    }

    private static string? Step(IElement node) =>
        node.LocalName == "body" || node.ParentElement?.Children.Where(c => c.LocalName == node.LocalName).Take(2).Count() is null or < 2
            ? node.LocalName : PlaceOf(node) is { } place ? $"{node.LocalName}:nth-of-type({place})" : null;

    /// <summary>Matches names that people give; those of programs have long numbers and change.</summary>
    [GeneratedRegex("^(?!.*[0-9]{4})[A-Za-z][A-Za-z0-9_-]{0,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name { get; }
}
