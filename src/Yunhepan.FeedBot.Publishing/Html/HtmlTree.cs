using System.Buffers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Yunhepan.FeedBot.Publishing.Html;

/// <summary>The kinds of parts in a document: text, and the start and end of an element.</summary>
internal enum HtmlPartKind
{
    Text,
    Start,
    End,
}

/// <param name="Text">The unescaped text; empty for elements.</param>
/// <param name="Element">The element; null for text.</param>
internal readonly record struct HtmlPart(HtmlPartKind Kind, string Text, IElement? Element);

/// <summary>
/// Parses sanitised HTML and returns its parts in document order. The walk keeps its own stack and never asks a node for its
/// neighbours, so its cost is linear whatever the depth and width.
/// </summary>
internal static class HtmlTree
{
    private static readonly SearchValues<char> SpecialInText = SearchValues.Create("&<>\u00a0");

    private static readonly SearchValues<char> SpecialInValues = SearchValues.Create("&<>\"\u00a0");

    public static IEnumerable<HtmlPart> Read(string sanitised)
    {
        var parser = new HtmlParser(new HtmlParserOptions { SkipComments = true, DisableElementPositionTracking = true });
        using var document = parser.ParseDocument("<!doctype html><body>" + sanitised);
        var open = new Stack<(IElement? Element, IEnumerator<INode> Children)>();
        open.Push((null, document.Body!.ChildNodes.GetEnumerator()));
        while (open.TryPeek(out var parent))
        {
            if (!parent.Children.MoveNext())
            {
                open.Pop().Children.Dispose();
                if (parent.Element is not null)
                    yield return new HtmlPart(HtmlPartKind.End, "", parent.Element);
            }
            else if (parent.Children.Current is IElement element)
            {
                yield return new HtmlPart(HtmlPartKind.Start, "", element);
                // An HTML parser drops the first line break of this element, so it is written twice.
                if (element is { LocalName: "pre", FirstChild: IText { Data: ['\n', ..] } })
                    yield return new HtmlPart(HtmlPartKind.Text, "\n", null);
                open.Push((element, element.ChildNodes.GetEnumerator()));
            }
            else if (parent.Children.Current is IText text)
            {
                yield return new HtmlPart(HtmlPartKind.Text, text.Data, null);
            }
        }
    }

    public static StringBuilder AppendText(this StringBuilder html, string text) => Append(html, text, SpecialInText);

    public static StringBuilder AppendAttribute(this StringBuilder html, string name, string value) =>
        Append(html.Append(' ').Append(name).Append("=\""), value, SpecialInValues).Append('"');

    private static StringBuilder Append(StringBuilder html, ReadOnlySpan<char> text, SearchValues<char> special)
    {
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "&nbsp;",
            });
            text = text[(at + 1)..];
        }

        return html.Append(text);
    }
}
