using System.Globalization;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Ingestion.Push;

/// <param name="Hub">The address of the hub.</param>
/// <param name="Topic">The topic to subscribe to.</param>
/// <param name="Callback">The address that the hub delivers to.</param>
/// <param name="Secret">The secret with which the hub signs its deliveries.</param>
/// <param name="LeaseTime">The requested duration of the subscription.</param>
internal sealed record HubSubscriptionRequest(string Hub, string Topic, string Callback, string Secret, TimeSpan LeaseTime)
{
    // The generated ToString prints all members, including the secret.
    public override string ToString() => $"{Topic} at {Hub}";
}

/// <summary>
/// Sends requests to WebSub hubs. Their addresses come from foreign feeds, so requests pass the same guard and throttle as every
/// fetch.
/// </summary>
public sealed class HubClient(
    FetchClients clients, HostThrottle throttle, CatalogueWatch catalogue, IOptions<FetchingOptions> options, TimeProvider time)
{
    /// <summary>Asks for a subscription; the hub answers 202 and verifies later (WebSub section 5.1).</summary>
    /// <returns>Null if the hub accepts, otherwise one line that says why not.</returns>
    internal async Task<string?> SubscribeAsync(HubSubscriptionRequest subscription, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        if (!Uri.TryCreate(subscription.Hub, UriKind.Absolute, out var hub))
            return "the hub's address is not absolute";
        if (FetchUrl.Problem(hub) is { } problem)
            return $"{FetchUrl.Show(hub)} {problem}";

        using var turn = await throttle.WaitAsync(RegistrableDomain.FromHost(hub.IdnHost), cancellationToken);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, hub)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["hub.mode"] = "subscribe",
                    ["hub.topic"] = subscription.Topic,
                    ["hub.callback"] = subscription.Callback,
                    ["hub.secret"] = subscription.Secret,
                    ["hub.lease_seconds"] = ((long)subscription.LeaseTime.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                }),
            };
            message.Headers.TryAddWithoutValidation("User-Agent", UserAgent.With(catalogue.Current.Site.Contact));
            using var response = await clients.Straight.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return (int)response.StatusCode is >= 200 and < 300 ? null : $"{(int)response.StatusCode} from {FetchUrl.Show(hub)}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{FetchUrl.Show(hub)} did not answer in time";
        }
        catch (Exception error) when (NetworkFault.Classify(error) is not null)
        {
            return $"{FetchUrl.Show(hub)}: {NetworkFault.Classify(error)!.Value.Reason}";
        }
    }
}
