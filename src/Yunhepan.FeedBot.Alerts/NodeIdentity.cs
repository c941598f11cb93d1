using System.Globalization;

namespace Yunhepan.FeedBot.Alerts;

/// <summary>Identifies one running process among those that share a database.</summary>
/// <param name="Name">A name that is unique for each process, including later ones on the same machine.</param>
/// <param name="IsAlone">True if no other process can use the same data, so that everything with an owner belongs to a dead
/// process.</param>
internal sealed record NodeIdentity(string Name, bool IsAlone)
{
    public static NodeIdentity Create(bool isAlone) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}"), isAlone);
}
