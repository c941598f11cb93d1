namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Thrown at start if feeds.json cannot be used. The message lists every fault on a line of its own.</summary>
public sealed class CatalogueException : Exception
{
    public CatalogueException()
    {
    }

    public CatalogueException(string message)
        : base(message)
    {
    }

    public CatalogueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CatalogueException(string file, IReadOnlyList<CatalogueFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(fault => fault.Describe(file)))) => Faults = faults;

    public IReadOnlyList<CatalogueFault> Faults { get; } = [];
}
