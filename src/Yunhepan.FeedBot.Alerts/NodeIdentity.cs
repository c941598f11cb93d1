using System.Globalization;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>One running process among those that share a database.</summary>
/// <param name="Name">Different for each process, also for the next one on the same machine.</param>
/// <param name="IsAlone">No other process can use the same data: whatever has an owner was left behind by a dead one.</param>
public sealed record NodeIdentity(string Name, bool IsAlone)
{
    public static NodeIdentity Create(bool isAlone) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}"), isAlone);
}
