using System.Collections.Concurrent;
using System.Net;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Publishing.WebSub;

namespace Yunhepan.FeedBot.Tests.Publishing.WebSub;

/// <summary>Resolves names as a test specifies and addresses to themselves; all of them may be reached.</summary>
internal sealed class TestNetwork : ICallbackNetwork
{
    /// <summary>Where a host's name leads.</summary>
    public ConcurrentDictionary<string, string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Task<CallbackPlace> FindAsync(Uri callback, CancellationToken cancellationToken) => Task.FromResult(new CallbackPlace(
        RegistrableDomain.FromHost(callback.IdnHost), IPAddress.TryParse(callback.IdnHost, out _) ? callback.IdnHost : Names.GetValueOrDefault(callback.IdnHost), IsOpen: true));

    public string Show(string address) => ShownAddress.Redact(address);
}
