namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <param name="Domain">Who answers for the callback's host; no port, as one host has many.</param>
/// <param name="Network">Where it leads; null when that is not known now.</param>
/// <param name="IsOpen">False when it leads to nothing that the hub may reach.</param>
public sealed record CallbackPlace(string Domain, string? Network, bool IsOpen);

/// <summary>What the hub has to know of the network, where its callbacks are anybody's to name. The host implements it.</summary>
public interface ICallbackNetwork
{
    Task<CallbackPlace> FindAsync(Uri callback, CancellationToken cancellationToken);

    /// <summary>An address as it may stand in the log.</summary>
    string Show(string address);
}
