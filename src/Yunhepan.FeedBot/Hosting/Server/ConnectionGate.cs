using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Hosting.Server;

/// <summary>
/// Limits the number of connections per client and in all. A connection without a request yet makes room for a newer one and is
/// soon closed in any case, so that idle connections lock nobody out, however many there are.
/// </summary>
internal sealed class ConnectionGate : IDisposable
{
    private readonly ServerOptions _options;
    private readonly IReadOnlyList<IPNetwork> _proxies;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private readonly Lock _lock = new();

    // The connections without a request yet, oldest first.
    private readonly LinkedList<Place> _silent = new();
    private readonly Dictionary<IPAddress, Client> _clients = [];
    private int _count;

    public ConnectionGate(IOptions<ServerOptions> options, TimeProvider time)
    {
        (_options, _proxies, _time) = (options.Value, options.Value.Proxies, time);
        _sweep = time.CreateTimer(_ => CloseSilent(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The current number of connections.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    /// <summary>The connection middleware.</summary>
    public ConnectionDelegate Admit(ConnectionDelegate next) => async connection =>
    {
        if (Enter(connection) is not { } place)
        {
            connection.Abort();
            return;
        }

        connection.Features.Set(place);
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(place);
        }
    };

    /// <summary>Records that a connection is in use; this is the first step of each request.</summary>
    public static void NoteRequest(HttpContext http)
    {
        if (http.Features.Get<Place>() is { HasAsked: false } place)
            place.Gate.Ask(place);
    }

    public void Dispose() => _sweep.Dispose();

    private Place? Enter(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        var client = address is null || IsProxy(address) ? null : ClientAddress.Normalise(address);
        Place? evicted = null;
        lock (_lock)
        {
            var known = client is null ? null : _clients.GetValueOrDefault(client);
            if (known?.Count >= _options.ConnectionsPerClient && (evicted = Evict(known.Silent)) is null)
                return null;
            if (_count >= _options.MaxConnections && (evicted ??= Evict(_silent)) is null)
                return null;
            if (client is not null)
                _clients.TryAdd(client, new Client());
            var place = new Place(this, connection, client, _time.GetTimestamp());
            Add(place);
            evicted?.Connection.Abort();
            return place;
        }
    }

    private void Add(Place place)
    {
        _count++;
        place.InAll = _silent.AddLast(place);
        if (place.Client is { } client)
        {
            _clients[client].Count++;
            place.OfClient = _clients[client].Silent.AddLast(place);
        }
    }

    private Place? Evict(LinkedList<Place> silent)
    {
        if (silent.First?.Value is not { } oldest)
            return null;
        Remove(oldest);
        return oldest;
    }

    private void Ask(Place place)
    {
        lock (_lock)
        {
            place.HasAsked = true;
            Hush(place);
        }
    }

    private void Leave(Place place)
    {
        lock (_lock)
            Remove(place);
    }

    private void Remove(Place place)
    {
        if (place.HasLeft)
            return;
        place.HasLeft = true;
        _count--;
        Hush(place);
        if (place.Client is { } client && --_clients[client].Count == 0)
            _clients.Remove(client);
    }

    private static void Hush(Place place)
    {
        place.InAll?.List?.Remove(place.InAll);
        place.OfClient?.List?.Remove(place.OfClient);
    }

    private void CloseSilent()
    {
        List<Place> late = [];
        lock (_lock)
        {
            while (_silent.First?.Value is { } oldest && _time.GetElapsedTime(oldest.Since) >= _options.FirstRequestWithin)
            {
                Remove(oldest);
                late.Add(oldest);
            }
        }

        foreach (var place in late)
            place.Connection.Abort();
    }

    private bool IsProxy(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _proxies.Any(p => p.Contains(plain));
    }

    private sealed class Client
    {
        public int Count { get; set; }

        public LinkedList<Place> Silent { get; } = new();
    }

    /// <summary>One connection.</summary>
    private sealed class Place(ConnectionGate gate, ConnectionContext connection, IPAddress? client, long since)
    {
        public ConnectionGate Gate => gate;

        public ConnectionContext Connection => connection;

        public IPAddress? Client => client;

        public long Since => since;

        public LinkedListNode<Place>? InAll { get; set; }

        public LinkedListNode<Place>? OfClient { get; set; }

        public bool HasAsked { get; set; }

        public bool HasLeft { get; set; }
    }
}
