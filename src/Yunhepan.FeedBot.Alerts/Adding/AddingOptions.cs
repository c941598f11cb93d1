using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Whether chats may add sources.</summary>
public enum AddSourcesPolicy
{
    /// <summary>Nobody may.</summary>
    Off,

    /// <summary>An operator decides about each source.</summary>
    Ask,

    /// <summary>Everybody may.</summary>
    Open,
}

/// <summary>What chats may do; configuration section <c>Chat</c>.</summary>
public sealed class AddingOptions
{
    public const string Section = "Chat";

    /// <summary>Whether chats may add sources by their addresses.</summary>
    public AddSourcesPolicy AddSources { get; set; } = AddSourcesPolicy.Ask;

    /// <summary>The number of added sources of one chat.</summary>
    [Range(0, 1000)]
    public int SourcesPerChat { get; set; } = 10;

    /// <summary>The number of added sources of all chats together; listed ones do not count.</summary>
    [Range(0, 100_000)]
    public int SourcesInAll { get; set; } = 200;

    /// <summary>How often an added source is polled at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SourcesEvery { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many addresses are looked at for one chat in an hour.</summary>
    [Range(0, 1000)]
    public int LooksPerHour { get; set; } = 20;

    /// <summary>How many addresses are looked at for all chats together in an hour.</summary>
    [Range(0, 100_000)]
    public int LooksInAllPerHour { get; set; } = 300;

    /// <summary>The longest time of one look.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan LookWithin { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Hosts from which nothing is added, each with its subdomains.</summary>
    public IList<string> RefusedHosts { get; set; } = [];

    /// <summary>Returns true if the address belongs to a refused host.</summary>
    public bool Refuses(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && RefusedHosts.Any(entry => IsAtOrBelow(address.IdnHost.TrimEnd('.'), entry.Trim().Trim('.')));

    private static bool IsAtOrBelow(string host, string refused) => refused.Length > 0
        && (host.Equals(refused, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + refused, StringComparison.OrdinalIgnoreCase));
}

[OptionsValidator]
internal sealed partial class AddingOptionsValidator : IValidateOptions<AddingOptions>;

/// <summary>Refuses an entry that no address could match, such as an address itself.</summary>
internal sealed class RefusedHostsValidator : IValidateOptions<AddingOptions>
{
    public ValidateOptionsResult Validate(string? name, AddingOptions options)
    {
        var wrong = options.RefusedHosts.Where(host => Uri.CheckHostName(host.Trim().Trim('.')) == UriHostNameType.Unknown).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(
            $"{AddingOptions.Section}:{nameof(AddingOptions.RefusedHosts)}: \"{string.Join("\", \"", wrong)}\" is not a host such as "
            + "example.org.");
    }
}
