namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>
/// Holds the sources that chats have added, and merges them into the catalogue of feeds.json, so that the rest of the service
/// knows one kind of source.
/// </summary>
public sealed class AddedSources
{
    private volatile IReadOnlyList<Source> _sources = [];
    private volatile Merged? _merged;

    /// <summary>Replaces the sources. Equal ones change nothing, because each new catalogue costs its readers work.</summary>
    public void Replace(IReadOnlyList<Source> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (!sources.Select(Facts).SequenceEqual(_sources.Select(Facts)))
            _sources = sources;
    }

    /// <summary>Returns the catalogue with the added sources behind its own; the same value until one of both changes.</summary>
    public SourceCatalogue MergeInto(SourceCatalogue file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (added, last) = (_sources, _merged);
        if (last is not null && ReferenceEquals(last.File, file) && ReferenceEquals(last.Added, added))
            return last.Catalogue;
        // A source that the operator has taken over into feeds.json is there what the file says.
        var ids = file.Sources.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var categories = file.Categories.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var others = added.Where(s => !ids.Contains(s.Id))
            .Select(s => s.CategoryId is { } id && !categories.Contains(id) ? s with { CategoryId = null } : s).ToList();
        var catalogue = others.Count == 0 ? file : file with { Sources = [.. file.Sources, .. others] };
        _merged = new Merged(file, added, catalogue);
        return catalogue;
    }

    private static (string, string, LocalisedName, bool, SourceKind, string?, TimeSpan?, bool, bool, SourceSelectors?) Facts(
        Source source) =>
        (source.Id, source.Url, source.Name, source.IsNamed, source.Kind, source.CategoryId, source.Every, source.Enabled,
            source.IsUnlisted, source.Selectors);

    private sealed record Merged(SourceCatalogue File, IReadOnlyList<Source> Added, SourceCatalogue Catalogue);
}
