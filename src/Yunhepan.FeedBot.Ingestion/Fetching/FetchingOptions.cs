using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// The limits of fetching; configuration section <c>Fetching</c>. Time spans are written <c>[d.]hh:mm:ss[.fff]</c>.
/// </summary>
public sealed class FetchingOptions
{
    public const string Section = "Fetching";

    /// <summary>
    /// The time limit of one fetch with all its redirects, from the first byte sent to the last byte read. Waiting for the host's
    /// turn does not count.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit for name resolution, connection and TLS.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest body in bytes, after decompression.</summary>
    [Range(1024, 200 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>The size limit of all response headers together, in kilobytes.</summary>
    [Range(1, 1024)]
    public int MaxHeaderKilobytes { get; set; } = 64;

    /// <summary>The number of redirects followed in one fetch.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>The number of concurrent requests to one host.</summary>
    [Range(1, 64)]
    public int PerHostConcurrency { get; set; } = 2;

    /// <summary>The minimum time between the starts of two requests to one host.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan PerHostSpacing { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a connection is kept before the host's name is resolved again.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Private hosts that may be reached; all others are closed: <c>host</c>, <c>host:port</c>, <c>[v6]:port</c> or a network
    /// such as <c>10.1.0.0/16</c>.
    /// </summary>
    public IList<string> AllowedPrivateHosts { get; set; } = [];

    /// <summary>
    /// Private hosts that sources added by chats may reach, written like <see cref="AllowedPrivateHosts"/>, which does not apply to
    /// them.
    /// </summary>
    public IList<string> PrivateHostsForChats { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class FetchingOptionsRanges : IValidateOptions<FetchingOptions>;

/// <summary>Checks what range attributes cannot express.</summary>
internal sealed class FetchingOptionsValidator : IValidateOptions<FetchingOptions>
{
    public ValidateOptionsResult Validate(string? name, FetchingOptions options)
    {
        string[] faults =
        [
            .. Faults(nameof(FetchingOptions.AllowedPrivateHosts), options.AllowedPrivateHosts),
            .. Faults(nameof(FetchingOptions.PrivateHostsForChats), options.PrivateHostsForChats),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(string setting, IList<string> entries)
    {
        var wrong = entries.Where(entry => !AllowedHosts.IsValid(entry)).ToList();
        if (wrong.Count > 0)
            yield return $"{FetchingOptions.Section}:{setting}: \"{string.Join(
                "\", \"", wrong)}\" is not a host, host:port or network such as 10.1.0.0/16";
    }
}
