using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>
/// A request that a subscriber or publisher posts to the hub:
/// https://www.w3.org/TR/websub/#subscriber-sends-subscription-request.
/// </summary>
internal abstract record HubForm
{
    private const int LongestAddress = 2048;

    /// <summary>The length limit in bytes.</summary>
    private const int LongestPair = 2400;

    private HubForm()
    {
    }

    public sealed record Request(bool Subscribes, string Topic, string Callback, string? Secret, int? LeaseSeconds) : HubForm;

    /// <param name="Topics">The feeds that are reported as changed.</param>
    public sealed record Ping(IReadOnlyList<string> Topics) : HubForm;

    public sealed record Wrong(string Reason) : HubForm;

    public static HubForm Read(IFormCollection form)
    {
        var mode = form["hub.mode"].ToString();
        if (mode == "publish")
        {
            string[] topics = [.. form["hub.url"].Concat(form["hub.topic"]).OfType<string>().Where(t => t.Length > 0)];
            return topics.Length > 0 ? new Ping(topics) : new Wrong("hub.url is the feed that changed.");
        }

        if (mode is not ("subscribe" or "unsubscribe"))
            return new Wrong("hub.mode is subscribe, unsubscribe or publish.");
        var (topic, callback, secret) = (form["hub.topic"].ToString(), form["hub.callback"].ToString(), form["hub.secret"].ToString());
        if (topic.Length is 0 or > LongestAddress)
            return new Wrong("hub.topic is the address of the feed, as its rel=\"self\" states it.");
        if (!IsCallback(callback))
            return new Wrong("hub.callback is an http or https address of at most 2048 characters, without a fragment or credentials.");
        // Both are the key of a subscription, and PostgreSQL cannot index longer ones.
        if (Encoding.UTF8.GetByteCount(topic) + Encoding.UTF8.GetByteCount(callback) > LongestPair)
            return new Wrong("hub.topic and hub.callback have at most 2400 bytes together.");
        if (Encoding.UTF8.GetByteCount(secret) >= 200)
            return new Wrong("hub.secret must be shorter than 200 bytes.");
        int? lease = null;
        if (form["hub.lease_seconds"].ToString() is { Length: > 0 } stated)
        {
            if (!long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 1)
                return new Wrong("hub.lease_seconds is a positive number of seconds.");
            lease = (int)Math.Min(seconds, int.MaxValue);
        }

        return new Request(mode == "subscribe", topic, callback, secret.Length == 0 ? null : secret, lease);
    }

    private static bool IsCallback(string callback) =>
        callback.Length is > 0 and <= LongestAddress
        && Uri.TryCreate(callback, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", UserInfo: "", Fragment: "" } && uri.Host.Length > 0;
}
