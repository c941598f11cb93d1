using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction.Opml;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>A subscription that an import leaves out, and why.</summary>
/// <param name="Title">The title in the file, or the address if it has none.</param>
/// <param name="Reason">One line for people.</param>
/// <param name="IsThere">True if the catalogue already has the feed, perhaps under another spelling of its address.</param>
public sealed record LeftOut(string Title, string Address, string Reason, bool IsThere = false);

/// <summary>
/// The additions that an import makes to a catalogue: only those that <see cref="CatalogueReader"/> accepts afterwards.
/// Duplicates of one feed are added once, and folders become categories.
/// </summary>
/// <param name="Categories">New categories, parents before children.</param>
/// <param name="Sources">New sources, in the order of the file.</param>
/// <param name="LeftOut">The other subscriptions, in the order of the file.</param>
public sealed record CatalogueImport(
    IReadOnlyList<NewCategory> Categories, IReadOnlyList<NewSource> Sources, IReadOnlyList<LeftOut> LeftOut)
{
    /// <param name="catalogue">The existing catalogue.</param>
    /// <param name="subscriptions">The subscriptions to add.</param>
    public static CatalogueImport Plan(SourceCatalogue catalogue, IReadOnlyList<OpmlSubscription> subscriptions)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(subscriptions);
        return new ImportPlanner(catalogue).Plan(subscriptions);
    }
}
