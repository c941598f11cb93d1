using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Html;

/// <summary>
/// Rewrites the content of an article as part of our page. It is already safe; here it becomes valid HTML that fits in: headings
/// below the page's own, no second main element, no ids, no obsolete elements, and a label where one is required.
/// </summary>
internal static class PageHtml
{
    /// <param name="sanitised">The content.</param>
    /// <param name="pictureName">The label of a picture without alternative text that is the only content of a link.</param>
    public static string Rewrite(string sanitised, string pictureName)
    {
        var writer = new Writer(pictureName);
        foreach (var part in HtmlTree.Read(sanitised))
        {
            if (part.Element is not { } element)
                writer.Text(part.Text);
            else if (part.Kind == HtmlPartKind.Start)
                writer.Start(element);
            else
                writer.End(element.LocalName);
        }

        return writer.Finish();
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Void = Set("br col hr img source wbr");

    private static readonly FrozenSet<string> EndingParagraph = Set(
        "address article blockquote dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section summary table ul");

    private static readonly FrozenSet<string> Attributes = Set(
        "href src srcset alt title width height colspan rowspan datetime cite lang dir start reversed value type poster scope span open "
        + "abbr");

    private static readonly FrozenSet<string> Sized = Set("img source video");

    private static readonly FrozenSet<string> Scopes = Set("row col rowgroup colgroup");

    private static readonly FrozenSet<string> Directions = Set("ltr rtl auto");

    // An aside within an article would be a landmark among those of the page.
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["main"] = "div", ["aside"] = "div", ["center"] = "div", ["font"] = "span", ["big"] = "span", ["tt"] = "span", ["strike"] = "s",
    }.ToFrozenDictionary();

    /// <summary>An open element. One without a name represents tags that are left out.</summary>
    private sealed class Open(string source, string name)
    {
        /// <summary>The element's name in the article; empty for an inserted element.</summary>
        public string Source => source;

        public string Name { get; set; } = name;

        /// <summary>The position in the output where it starts.</summary>
        public int Start { get; init; }

        /// <summary>The position in the output where its content starts.</summary>
        public int Inside { get; set; }

        /// <summary>True if it contains text that can be read out.</summary>
        public bool HasText { get; set; }

        /// <summary>The start tag to use if nothing in it can be read out; null if that does not matter.</summary>
        public string? WhenEmpty { get; init; }

        /// <summary>The headings above it.</summary>
        public ImmutableStack<int> Headings { get; init; } = [];
    }

    private sealed class Writer(string pictureName)
    {
        private readonly StringBuilder _html = new();
        private readonly Stack<Open> _open = new();
        private ImmutableStack<int> _headings = [];

        public void Text(string text)
        {
            // Portals indent with spaces, but here paragraphs are spaced apart.
            if (_open.TryPeek(out var paragraph) && paragraph.Name == "p" && paragraph.Inside == _html.Length)
                text = text.TrimStart();
            if (text.Length == 0)
                return;
            var isRead = !string.IsNullOrWhiteSpace(text);
            if (isRead)
                PutInItem("");
            _html.AppendText(text);
            if (isRead && _open.TryPeek(out var top))
                top.HasText = true;
        }

        public void Start(IElement element)
        {
            var source = element.LocalName;
            var name = Renamed.GetValueOrDefault(source, source);
            var level = name is ['h', >= '1' and <= '6'] ? name[1] - '0' : 0;
            if (level > 0)
                name = "h2";
            if (EndingParagraph.Contains(name))
                EndParagraph();
            if (level > 0 && _open.TryPeek(out var heading) && heading.Name is ['h', >= '2' and <= '6'])
                Close();
            PutInItem(name);
            name = InPlace(name);
            var headings = _headings;
            if (level > 0)
                name = HeadingOf(level);
            Write(source, name, element, headings);
        }

        public void End(string source)
        {
            if (Void.Contains(source) || !_open.Any(o => o.Source == source))
                return;
            while (_open.Peek().Source != source)
                Close();
            Close();
        }

        public string Finish()
        {
            while (_open.Count > 0)
                Close();
            return _html.ToString();
        }

        /// <summary>
        /// Returns the name of a heading: below the page's own h1, one level below its parent heading, without gaps.
        /// </summary>
        private string HeadingOf(int level)
        {
            while (!_headings.IsEmpty && _headings.Peek() >= level)
                _headings = _headings.Pop();
            _headings = _headings.Push(level);
            return $"h{Math.Min(6, 1 + _headings.Count())}";
        }

        /// <summary>Ends an open paragraph when a block starts, as every parser does.</summary>
        private void EndParagraph()
        {
            if (!_open.TakeWhile(o => o.Name is not ("td" or "th" or "caption")).Any(o => o.Name == "p"))
                return;
            while (_open.Peek().Name != "p")
                Close();
            Close();
        }

        /// <summary>Wraps content of a list that is not an item in an item.</summary>
        private void PutInItem(string name)
        {
            if (name is "li" or "dt" or "dd" && _open.TryPeek(out var between) && between.Source.Length == 0)
                Close();
            var item = _open.TryPeek(out var list) ? list.Name switch
            {
                "ul" or "ol" when name != "li" => "li",
                "dl" when name is not ("dt" or "dd" or "div") => "dd",
                _ => null,
            } : null;
            if (item is not null)
                Write("", item, null, _headings);
        }

        /// <summary>
        /// Returns the element's name in its place: list items outside of lists become blocks, and links within links are
        /// dropped.
        /// </summary>
        private string InPlace(string name)
        {
            var parent = _open.TryPeek(out var top) ? top.Name : "";
            return name switch
            {
                "li" when parent is not ("ul" or "ol") => "div",
                "dt" or "dd" when parent != "dl" && !(parent == "div" && _open.ElementAtOrDefault(1)?.Name == "dl") => "div",
                "a" when _open.Any(o => o.Name == "a") => "",
                _ => name,
            };
        }

        private void Write(string source, string name, IElement? element, ImmutableStack<int> headings)
        {
            var start = _html.Length;
            var kept = Kept(name, element);
            if (name.Length > 0)
                AppendTag(name, kept);
            if (name == "img" && _open.TryPeek(out var parent))
                parent.HasText |= kept.Any(a => a is { Name: "alt", Value.Length: > 0 });
            if (Void.Contains(source))
                return;
            _open.Push(new Open(source, name)
            {
                Start = start,
                Inside = _html.Length,
                Headings = headings,
                WhenEmpty = name switch
                {
                    "a" or "summary" or ['h', >= '2' and <= '6'] => "",
                    "th" => $"<td{string.Concat(kept.Where(a => a.Name != "scope").Select(AttributeText))}>",
                    _ => null,
                },
            });
        }

        private void Close()
        {
            var closed = _open.Pop();
            if (closed.Name == "a" && !closed.HasText)
                closed.HasText = NamePicture(closed.Inside);
            if (!closed.HasText && closed.WhenEmpty is { } instead)
            {
                _html.Remove(closed.Start, closed.Inside - closed.Start).Insert(closed.Start, instead);
                (closed.Name, _headings) = (closed.Name == "th" ? "td" : "", closed.Name == "th" ? _headings : closed.Headings);
            }

            if (closed.Name.Length > 0)
                _html.Append("</").Append(closed.Name).Append('>');
            if (_open.TryPeek(out var parent))
                parent.HasText |= closed.HasText;
        }

        /// <summary>Labels a link whose content is only a picture.</summary>
        private bool NamePicture(int from)
        {
            const string Unnamed = " alt=\"\"";
            var at = _html.ToString(from, _html.Length - from).IndexOf(Unnamed, StringComparison.Ordinal);
            if (at < 0)
                return false;
            _html.Remove(from + at, Unnamed.Length).Insert(from + at, $" alt=\"{pictureName}\"");
            return true;
        }

        private static string AttributeText((string Name, string Value) attribute) =>
            new StringBuilder().AppendAttribute(attribute.Name, attribute.Value).ToString();

        private void AppendTag(string name, List<(string Name, string Value)> attributes)
        {
            _html.Append('<').Append(name);
            foreach (var (attribute, value) in attributes)
                _html.AppendAttribute(attribute, value);
            _html.Append('>');
        }

        private static List<(string Name, string Value)> Kept(string name, IElement? element)
        {
            List<(string Name, string Value)> kept = [];
            foreach (var attribute in element?.Attributes ?? Enumerable.Empty<IAttr>())
            {
                if (Attributes.Contains(attribute.Name) && IsValid(name, attribute.Name, attribute.Value))
                    kept.Add((attribute.Name, attribute.Value));
            }

            if (name == "img" && !kept.Any(k => k.Name == "alt"))
                kept.Add(("alt", ""));
            // Without controls a player shows nothing or cannot be stopped.
            if (name is "audio" or "video")
                kept.Add(("controls", ""));
            // Wide content scrolls by itself, so the keyboard must be able to reach it.
            if (name is "table" or "pre")
                kept.Add(("tabindex", "0"));
            return kept;
        }

        private static bool IsValid(string element, string attribute, string value) => attribute switch
        {
            "lang" => LanguageTag.OrNull(value) is not null,
            "dir" => Directions.Contains(value),
            "scope" => element == "th" && Scopes.Contains(value),
            "width" or "height" => Sized.Contains(element) && value.Length is > 0 and < 6 && value.All(char.IsAsciiDigit),
            _ => true,
        };
    }
}
