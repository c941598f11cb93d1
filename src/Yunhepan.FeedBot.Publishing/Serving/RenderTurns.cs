using System.Net;
using Microsoft.AspNetCore.Http;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Limits concurrent rendering, which takes time and memory: a few documents are rendered at once for one client, its further
/// requests wait for them, and no other client waits.
/// </summary>
internal sealed class RenderTurns(ClientLimits limits)
{
    internal const int MostPerClient = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, ClientTurns> _clients = [];

    /// <summary>The number of clients for which something is being rendered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _clients.Count;
        }
    }

    public async Task<T> RunAsync<T>(HttpContext http, Func<Task<T>> work)
    {
        if (limits.ClientOf(http) is not { } address)
            return await work();
        var client = Enter(address);
        try
        {
            await client.Places.WaitAsync(http.RequestAborted);
            try
            {
                return await work();
            }
            finally
            {
                client.Places.Release();
            }
        }
        finally
        {
            Leave(address, client);
        }
    }

    private ClientTurns Enter(IPAddress address)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(address, out var client))
                _clients[address] = client = new ClientTurns();
            client.Requests++;
            return client;
        }
    }

    private void Leave(IPAddress address, ClientTurns client)
    {
        lock (_lock)
        {
            if (--client.Requests == 0)
                _clients.Remove(address);
        }
    }

    private sealed class ClientTurns
    {
        // Never disposed, because it holds no handle unless AvailableWaitHandle is used.
        public SemaphoreSlim Places { get; } = new(MostPerClient);

        public int Requests { get; set; }
    }
}
