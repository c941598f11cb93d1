using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Extraction.Opml;

namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>A subscription that an import did not take, and why.</summary>
/// <param name="Title">As the file names it; its address where it names none.</param>
/// <param name="Reason">One line, for people.</param>
/// <param name="IsThere">The catalogue has it, perhaps under another spelling of its address.</param>
public sealed record LeftOut(string Title, string Address, string Reason, bool IsThere = false);

/// <summary>
/// What an import of subscriptions adds to a catalogue: only what <see cref="CatalogueReader"/> accepts afterwards. Twins of one feed
/// are taken once, and folders become categories.
/// </summary>
/// <param name="Categories">New ones, parents before children.</param>
/// <param name="Sources">New ones, in the order of the file.</param>
/// <param name="LeftOut">The others, in the order of the file.</param>
public sealed record CatalogueImport(
    IReadOnlyList<NewCategory> Categories, IReadOnlyList<NewSource> Sources, IReadOnlyList<LeftOut> LeftOut)
{
    /// <param name="catalogue">What is there already.</param>
    /// <param name="subscriptions">What is to be added.</param>
    public static CatalogueImport Plan(SourceCatalogue catalogue, IReadOnlyList<OpmlSubscription> subscriptions)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(subscriptions);
        return new ImportPlanner(catalogue).Plan(subscriptions);
    }
}
