using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Applies the rules for addresses in documents to the hub's callbacks, because strangers name both.</summary>
internal sealed class CallbackNetwork(HostPlaces places) : ICallbackNetwork
{
    public async Task<CallbackPlace> FindAsync(Uri callback, CancellationToken cancellationToken)
    {
        var place = await places.FindAsync(callback, cancellationToken);
        return new CallbackPlace(place.Domain, place.Network, place.IsOpen);
    }

    public string Show(string address) => ShownAddress.Redact(address);
}
