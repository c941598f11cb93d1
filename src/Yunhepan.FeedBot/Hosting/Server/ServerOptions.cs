using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Hosting.Server;

/// <summary>
/// Limits of connections, and trust in clients; configuration section <c>Server</c>. A client is an IPv4 address or an IPv6 /64
/// network.
/// </summary>
internal sealed class ServerOptions
{
    public const string Section = "Server";

    /// <summary>
    /// Proxies, as addresses or networks, whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are trusted. Those of others
    /// are ignored, because a client must not choose its address.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>
    /// Clients to which <c>/readyz</c> reports details with names and addresses; the default is this machine. All others get one
    /// word.
    /// </summary>
    public IReadOnlyList<string>? DetailsFor { get; set; }

    /// <summary>The number of concurrent connections.</summary>
    [Range(10, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>The number of concurrent connections per client; known proxies are not counted.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerClient { get; set; } = 600;

    /// <summary>A connection without a request after this time is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FirstRequestWithin { get; set; } = TimeSpan.FromSeconds(10);

    internal IReadOnlyList<IPNetwork> Proxies => [.. KnownProxies.Select(p => Network(p)!.Value)];

    internal IReadOnlyList<IPNetwork> Confidants => [.. (DetailsFor ?? ["127.0.0.0/8", "::1/128"]).Select(n => Network(n)!.Value)];

    /// <summary>Parses a network, or an address as a network of its own; returns null for any other text.</summary>
    internal static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network : null;
}

[OptionsValidator]
internal sealed partial class ServerOptionsValidator : IValidateOptions<ServerOptions>;

internal sealed class ServerNetworksValidator : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        string[] wrong =
        [
            .. Wrong(nameof(ServerOptions.KnownProxies), options.KnownProxies),
            .. Wrong(nameof(ServerOptions.DetailsFor), options.DetailsFor ?? []),
        ];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(string key, IEnumerable<string> networks) => networks
        .Where(n => ServerOptions.Network(n) is null)
        .Select(n => $"{ServerOptions.Section}:{key}: \"{n}\" is neither an address such as 10.0.0.1 nor a network such as 10.0.0.0/8.");
}
