using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Writes selectors that find an element of a page again, by its id or classes where they are its own.</summary>
internal static partial class ElementPath
{
    private const int MostClasses = 2, Longest = 400;

    /// <summary>Returns a selector that matches this element alone; null if it would be too long.</summary>
    public static string? Write(IDocument document, IElement element)
    {
        List<string> steps = [];
        for (IElement? node = element; node is not null && node.LocalName is not "html"; node = node.ParentElement)
        {
            if (Own(document, node) is { } own)
            {
                steps.Add(own);
                break;
            }

            steps.Add(node.LocalName == "body" ? "body" : Step(node));
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

    /// <summary>Returns the number of an element among its siblings of the same name, from one.</summary>
    public static int PlaceOf(IElement element) =>
        1 + (element.ParentElement?.Children.Where(c => c.LocalName == element.LocalName).ToList().IndexOf(element) ?? 0);

    private static string? Own(IDocument document, IElement node)
    {
        if (node.Id is { } id && Name.IsMatch(id) && document.QuerySelectorAll($"#{id}").Length == 1)
            return $"#{id}";
        var classes = node.ClassList.Where(c => Name.IsMatch(c)).Take(MostClasses).ToList();
        var named = classes.Count == 0 ? null : node.LocalName + string.Concat(classes.Select(c => "." + c));
        return named is not null && document.QuerySelectorAll(named).Length == 1 ? named : null;
    }

    private static string Step(IElement node) =>
        node.ParentElement?.Children.Count(c => c.LocalName == node.LocalName) is null or < 2
            ? node.LocalName : $"{node.LocalName}:nth-of-type({PlaceOf(node)})";

    /// <summary>Matches names that people give; those of programs have long numbers and change.</summary>
    [GeneratedRegex("^(?!.*[0-9]{4})[A-Za-z][A-Za-z0-9_-]{0,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name { get; }
}
