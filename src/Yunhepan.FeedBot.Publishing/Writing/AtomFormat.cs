using System.ServiceModel.Syndication;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>Writes Atom 1.0: RFC 4287.</summary>
internal sealed class AtomFormat : FeedFormat
{
    public override string Extension => "atom";

    public override string Name => "Atom";

    public override string MediaType => "application/atom+xml";

    public override bool HasRetractions => true;

    public override bool HasDeltas => true;

    public override byte[] Write(FeedDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = new FeedXmlWriter(bytes))
        {
            writer.WriteStartDocument();
            new Atom10FeedFormatter(new AtomFeed(document)).WriteTo(writer);
        }

        return bytes.ToArray();
    }
}
