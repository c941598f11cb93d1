using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>The hub's callbacks are strangers' to name, as addresses in documents are: the same rules hold for both.</summary>
internal sealed class CallbackNetwork(HostPlaces places) : ICallbackNetwork
{
    public async Task<CallbackPlace> FindAsync(Uri callback, CancellationToken cancellationToken)
    {
        var place = await places.FindAsync(callback, cancellationToken);
        return new CallbackPlace(place.Domain, place.Network, place.IsOpen);
    }

    public string Show(string address) => ShownAddress.Redact(address);
}
