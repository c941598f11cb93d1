using System.Diagnostics;
using System.Security.Cryptography;
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
    private readonly List<NewCategory> _categories = [];
    private readonly List<NewSource> _sources = [];
    private readonly List<LeftOut> _leftOut = [];

    public ImportPlanner(SourceCatalogue catalogue)
    {
        _catalogue = catalogue;
        foreach (var source in catalogue.Sources)
            _known.TryAdd(SubscribedAddress.TwinKey(new Uri(source.Url)), source.Url);
        _there = [.. _known.Keys];
        _ids = catalogue.Sources.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        _categoryIds = catalogue.Categories.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
    }

    public CatalogueImport Plan(IReadOnlyList<OpmlSubscription> subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            if (Refuse(subscription, out var url) is { } reason)
                _leftOut.Add(new LeftOut(
                    subscription.Title ?? SubscribedAddress.WithoutPassword(subscription.Address),
                    SubscribedAddress.WithoutPassword(subscription.Address), reason,
                    url is not null && _there.Contains(SubscribedAddress.TwinKey(url))));
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
                return "leads to a page and names no feed; \"feedbot discover\" finds what can be followed there";
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
        var key = SubscribedAddress.TwinKey(url);
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
            c => c.Id == folder[^1] || c.Name.Zh == folder[^1] || c.Name.En == folder[^1]) is { } known)
            return known.Id;
        string? parent = null;
        foreach (var title in folder)
        {
            var id = parent is null ? Slug(title) : $"{parent}/{Slug(title)}";
            if (id.Length > 100)
                return parent;
            if (_categoryIds.Add(id))
                _categories.Add(new NewCategory(id, title));
            parent = id;
        }

        return parent;
    }

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

        var plain = slug.ToString().TrimEnd('-');
        return plain.Length is > 0 and <= 40 && title.All(char.IsAscii)
            ? plain : "folder-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title)))[..6];
    }
}
