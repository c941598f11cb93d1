using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>Reads authors in every notation: "mail (Name)", "Name &lt;mail&gt;", Atom persons.</summary>
internal static class FeedAuthors
{
    /// <summary>A bound on the work, because each author is compared with all previous ones.</summary>
    private const int MostAuthors = 100;

    public static void Add(List<ParsedAuthor> authors, ParsedAuthor? author)
    {
        if (author is not null && authors.Count < MostAuthors
            && !authors.Exists(known => known.Name.Equals(author.Name, StringComparison.OrdinalIgnoreCase)))
            authors.Add(author);
    }

    public static ParsedAuthor? FromText(string? written)
    {
        var text = written is null ? null : FeedText.ReadPlain(written).Inline();
        if (text is null || text.Length > 500)
            return null;
        var (name, mail) = Split(text, '(', ')') ?? Split(text, '<', '>') ?? (text, null);
        if (Markup.HasTag(name))
            name = PlainText.FromHtmlInline(name);
        name = name.Trim(' ', ',', '"', '\'');
        if (name.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            name = name[7..];
        mail ??= IsMail(name) ? name : null;
        return name.Length > 0 ? new(name, Email: mail) : mail is null ? null : new(mail, Email: mail);
    }

    public static ParsedAuthor? FromPerson(FeedNode person, string prefix, FeedScope scope)
    {
        if (!person.HasElements)
            return FromText(person.InnerText());
        var name = Part(person, prefix, "name");
        var mail = Part(person, prefix, "email");
        var address = scope.Url(Part(person, prefix, "uri") ?? Part(person, prefix, "url") ?? Part(person, prefix, "homepage"));
        var known = name is null ? null : FromText(name);
        if (known is not null)
            return known with { Url = address, Email = mail ?? known.Email };
        return mail is not null ? new(mail, address, mail) : address is not null ? new(address, address) : null;
    }

    private static string? Part(FeedNode person, string prefix, string name) =>
        (person.Child(prefix + name) ?? person.Child(name) ?? person.Child("foaf:" + name))?.InnerText().Trim() is { Length: > 0 } text
            ? text : null;

    /// <summary>Splits a text in which one part is the mail address and the other the name, in either order.</summary>
    private static (string Name, string? Mail)? Split(string text, char open, char close)
    {
        var start = text.IndexOf(open);
        var end = text.LastIndexOf(close);
        if (start < 0 || end < start)
            return null;
        var outside = text[..start].Trim();
        var inside = text[(start + 1)..end].Trim();
        if (IsMail(outside))
            return (inside, outside);
        return IsMail(inside) ? (outside, inside) : null;
    }

    private static bool IsMail(string text) =>
        text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && !text.AsSpan().ContainsAny(" <>()");
}
