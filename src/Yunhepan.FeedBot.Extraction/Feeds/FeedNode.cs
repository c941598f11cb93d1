using System.Text;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <param name="Name">Lower case, with the canonical prefix of its namespace: <c>href</c>, <c>xml:base</c>, <c>rdf:about</c>.</param>
/// <param name="Value">The value with its entities resolved.</param>
internal readonly record struct FeedAttribute(string Name, string Value);

/// <summary>An element or a piece of text of a feed, in the same shape from the strict and the tolerant reader.</summary>
internal sealed class FeedNode
{
    private static readonly HashSet<string> VoidElements =
        new("area base br col embed hr img input link meta source track wbr".Split(' '), StringComparer.Ordinal);

    private static readonly List<FeedNode> NoChildren = [];

    private List<FeedNode>? _children;

    /// <summary>A bit for each name among the children: most of the names that one asks for are not there.</summary>
    private ulong _names;

    private FeedNode(string name, string text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>Lower case with the canonical prefix: <c>pubdate</c>, <c>dc:creator</c>, <c>atom:entry</c>. Empty for text.</summary>
    public string Name { get; }

    /// <summary>The text of a text node; empty for elements.</summary>
    public string Text { get; }

    public IReadOnlyList<FeedAttribute> Attributes { get; private init; } = [];

    public List<FeedNode> Children => _children ?? NoChildren;

    /// <summary>True once the end tag has been seen; false for an element that is truncated at the end of the document.</summary>
    public bool IsFinished { get; set; }

    public bool IsText => Name.Length == 0;

    public static FeedNode NewText(string text) => new(string.Empty, text);

    public static FeedNode NewElement(string name, IReadOnlyList<FeedAttribute> attributes) =>
        new(name, string.Empty) { Attributes = attributes };

    public void Add(FeedNode child)
    {
        // Most elements contain nothing but one text.
        (_children ??= new List<FeedNode>(child.IsText ? 1 : 4)).Add(child);
        _names |= BitFor(child.Name);
    }

    public string? Attribute(string name)
    {
        // By index, because the enumerator of a list behind an interface is an allocation.
        for (var i = 0; i < Attributes.Count; i++)
        {
            if (Attributes[i].Name == name)
                return Attributes[i].Value;
        }

        return null;
    }

    public FeedNode? Child(string name)
    {
        if (!MayHave(name))
            return null;
        foreach (var child in Children)
        {
            if (child.Name == name)
                return child;
        }

        return null;
    }

    public IEnumerable<FeedNode> ChildrenNamed(string name) => MayHave(name) ? Children.Where(child => child.Name == name) : [];

    /// <summary>Returns false if no child has this name.</summary>
    public bool MayHave(string name) => (_names & BitFor(name)) != 0;

    public bool HasElements => Children.Exists(child => !child.IsText);

    /// <summary>
    /// Returns the text in and below the node unchanged, except that the markers of an escaped CDATA section are removed.
    /// </summary>
    public string InnerText()
    {
        if (Children is [])
            return Text;
        if (Children is [{ IsText: true } only])
            return WithoutSectionMarks(only.Text);
        var text = new StringBuilder();
        AppendText(this, text);
        return WithoutSectionMarks(text.ToString());
    }

    private static ulong BitFor(string name) =>
        name.Length == 0 ? 0 : 1UL << ((name.Length + (name[0] * 3) + (name[name.Length / 2] * 5) + (name[^1] * 7)) & 63);

    private static string WithoutSectionMarks(string text)
    {
        const string start = "<![CDATA[";
        var trimmed = text.AsSpan().Trim();
        return trimmed.StartsWith(start, StringComparison.OrdinalIgnoreCase) && trimmed.EndsWith("]]>", StringComparison.Ordinal)
            ? trimmed[start.Length..^3].ToString()
            : text;
    }

    /// <summary>Returns the content as HTML: text is escaped, elements become tags.</summary>
    public string InnerMarkup()
    {
        var markup = new StringBuilder();
        foreach (var child in Children)
            AppendMarkup(child, markup);
        return markup.ToString();
    }

    private static void AppendText(FeedNode node, StringBuilder text)
    {
        text.Append(node.Text);
        foreach (var child in node.Children)
            AppendText(child, text);
    }

    private static void AppendMarkup(FeedNode node, StringBuilder markup)
    {
        if (node.IsText)
        {
            markup.Append(Markup.Escape(node.Text));
            return;
        }

        var tag = node.Name[(node.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        markup.Append('<').Append(tag);
        foreach (var (name, value) in node.Attributes)
        {
            if (!name.Contains(':', StringComparison.Ordinal))
                markup.Append(' ').Append(name).Append("=\"").Append(Markup.Escape(value)).Append('"');
        }

        markup.Append('>');
        if (VoidElements.Contains(tag) && node.Children is [])
            return;
        foreach (var child in node.Children)
            AppendMarkup(child, markup);
        markup.Append("</").Append(tag).Append('>');
    }
}
