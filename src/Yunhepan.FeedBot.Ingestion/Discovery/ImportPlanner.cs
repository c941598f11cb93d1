using System.Diagnostics;
using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction.Opml;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Decides for each subscription whether a catalogue accepts it, as which source and in which category.</summary>
internal sealed class ImportPlanner
{
    private readonly SourceCatalogue _catalogue;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _there;
    private readonly HashSet<string> _ids;
    private readonly HashSet<string> _categoryIds;
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly List<NewCategory> _categories = [];
    private readonly List<NewSource> _sources = [];
    private readonly List<LeftOut> _leftOut = [];

    public ImportPlanner(SourceCatalogue catalogue)
    {
        _catalogue = catalogue;
        foreach (var source in catalogue.Sources)
            _known.TryAdd(SourceAddress.TwinKey(new Uri(source.Url)), source.Url);
        _there = [.. _known.Keys];
        _ids = catalogue.Sources.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        _categoryIds = catalogue.Categories.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
    }

    public CatalogueImport Plan(IReadOnlyList<OpmlSubscription> subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            var shown = SubscribedAddress.WithoutPassword(subscription.Address);
            if (Refuse(subscription, out var url) is { } reason)
                _leftOut.Add(new LeftOut(
                    subscription.Title ?? (shown.Length > 0 ? shown : "(no name)"), shown, reason,
                    url is not null && _there.Contains(SourceAddress.TwinKey(url))));
            else
                _sources.Add(
                    new NewSource(url!.OriginalString, subscription.Title, CategoryFor(subscription.Folder)) { Id = IdFor(url) });
        }

        return new CatalogueImport(_categories, _sources, _leftOut);
    }

    private string? Refuse(OpmlSubscription subscription, out Uri? url)
    {
        url = null;
        switch (subscription.Leads)
        {
            case OutlineTarget.Page:
                return "leads to a page and not to a feed; \"feedbot discover\" finds what can be followed there";
            case OutlineTarget.List:
                return "leads to another list of subscriptions; import that one by itself";
            case OutlineTarget.Nothing:
                return "states no address";
            case OutlineTarget.Feed:
                break;
            default:
                throw new UnreachableException($"unknown target {subscription.Leads} of an OPML outline");
        }

        url = SourceAddress.Read(SubscribedAddress.WithScheme(subscription.Address), out var problem);
        if (url is null)
            return problem;
        var key = SourceAddress.TwinKey(url);
        return _known.TryAdd(key, url.OriginalString) ? null : $"is the same feed as {_known[key]}";
    }

    /// <summary>Returns an id only if the one derived from the address is taken; otherwise null.</summary>
    private string? IdFor(Uri url)
    {
        var derived = SourceIds.FromUrl(url);
        if (_ids.Add(derived))
            return null;
        for (var n = 2; ; n++)
        {
            if (_ids.Add($"{derived}-{n}"))
                return $"{derived}-{n}";
        }
    }

    /// <summary>
    /// Returns the category with the folder's id or name, or adds a new one in a tree like that of the folders.
    /// </summary>
    private string? CategoryFor(IReadOnlyList<string> folder)
    {
        if (folder.Count == 0)
            return null;
        if (_catalogue.Categories.FirstOrDefault(
            c => c.Id == folder[^1] || c.Name.All.Contains(folder[^1])) is { } known)
            return known.Id;
        string? parent = null;
        foreach (var title in folder)
        {
            if (IdFor(parent, title) is not { Length: <= 100 } id)
                return parent;
            parent = id;
        }

        return parent;
    }

    /// <summary>
    /// The id of a folder. A name in ASCII is its own id; of any other the ASCII words, if it has some, else a number: ids are ASCII, a
    /// transcription of Chinese would be a guess, and a hash is none that anybody can read or say. The name is kept beside it, and by the
    /// name the folder is found again when the list is imported once more.
    /// </summary>
    private string IdFor(string? parent, string title)
    {
        var place = $"{parent}\n{title}";
        if (_folders.TryGetValue(place, out var known))
            return known;
        var prefix = parent is null ? "" : parent + "/";
        var slug = Slug(title);
        var isName = slug.Length > 0 && title.All(char.IsAscii);
        var id = prefix + (slug.Length > 0 ? slug : "folder-1");
        for (var n = 2; !isName && _categoryIds.Contains(id); n++)
            id = slug.Length > 0 ? $"{prefix}{slug}-{n}" : $"{prefix}folder-{n}";
        _folders[place] = id;
        if (id.Length <= 100 && _categoryIds.Add(id))
            _categories.Add(new NewCategory(id, title));
        return id;
    }

    /// <summary>The ASCII words of a title; empty when there are none.</summary>
    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var plain = slug.ToString();
        return (plain.Length > 40 ? plain[..40] : plain).TrimEnd('-');
    }
}
