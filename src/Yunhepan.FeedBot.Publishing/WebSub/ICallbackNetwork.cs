namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <param name="Domain">The registrable domain of the callback's host; no port, because one host has many.</param>
/// <param name="Network">The network to which it resolves; null if currently unknown.</param>
/// <param name="IsOpen">False if it resolves only to addresses that the hub must not reach.</param>
public sealed record CallbackPlace(string Domain, string? Network, bool IsOpen);

/// <summary>The network information that the hub needs, because anybody can name its callbacks. The host implements it.</summary>
public interface ICallbackNetwork
{
    Task<CallbackPlace> FindAsync(Uri callback, CancellationToken cancellationToken);

    /// <summary>Returns an address in the form for logs.</summary>
    string Show(string address);
}
