using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Limits of fetching; configuration section <c>Fetching</c>. Spans are written <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public sealed class FetchingOptions
{
    public const string Section = "Fetching";

    /// <summary>
    /// For one fetch with all its redirects, from the first byte sent to the last byte read; waiting for the host's turn not counted.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For name resolution, connection and TLS.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest body in bytes, after decompression.</summary>
    [Range(1024, 200 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>All response headers together, in kilobytes.</summary>
    [Range(1, 1024)]
    public int MaxHeaderKilobytes { get; set; } = 64;

    /// <summary>Redirects followed for one fetch.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>Requests to one host at the same time.</summary>
    [Range(1, 64)]
    public int PerHostConcurrency { get; set; } = 2;

    /// <summary>Least time between the starts of two requests to one host.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan PerHostSpacing { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an idle connection may live before the host's name is looked up anew.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Doors into the private network, else closed: <c>host</c>, <c>host:port</c>, <c>[v6]:port</c> or a network as <c>10.1.0.0/16</c>.
    /// </summary>
    public IList<string> AllowedPrivateHosts { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class FetchingOptionsRanges : IValidateOptions<FetchingOptions>;

/// <summary>What ranges cannot say.</summary>
internal sealed class FetchingOptionsValidator : IValidateOptions<FetchingOptions>
{
    public ValidateOptionsResult Validate(string? name, FetchingOptions options)
    {
        var wrong = options.AllowedPrivateHosts.Where(entry => !AllowedHosts.IsValid(entry)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{FetchingOptions.Section}:{nameof(FetchingOptions.AllowedPrivateHosts)}: \"{string.Join(
                    "\", \"", wrong)}\" is neither host, host:port nor a network such as 10.1.0.0/16");
    }
}
