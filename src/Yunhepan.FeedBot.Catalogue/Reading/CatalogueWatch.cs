using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <param name="Path">Of feeds.json.</param>
public sealed record CatalogueFile(string Path);

/// <summary>
/// The catalogue in force. A change of the file takes effect at the next <see cref="ReloadAsync"/>; a broken file is refused whole.
/// Time and length of the file are looked at instead of watching the folder: that also works on bind mounts and network drives.
/// </summary>
public sealed partial class CatalogueWatch(CatalogueReader reader, CatalogueFile file, ILogger<CatalogueWatch> logger) : IDisposable
{
    private static readonly SourceCatalogue Nothing = new() { Site = new Site() };

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile State _state = new(Nothing, 0, []);
    private (DateTime WrittenAt, long Length)? _seen;
    private CancellationTokenSource _changed = new();

    /// <summary>Empty until <see cref="LoadAsync"/> has run.</summary>
    public SourceCatalogue Current => _state.Catalogue;

    /// <summary>Grows by one with every catalogue that comes into force; 0 before the first.</summary>
    public long Version => _state.Version;

    /// <summary>What is wrong with the file as it is now; empty when <see cref="Current"/> is what it says.</summary>
    public IReadOnlyList<CatalogueFault> LastFaults => _state.Faults;

    /// <summary>Fires once, when another catalogue has come into force.</summary>
    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <summary>For the start: a faulty file ends it.</summary>
    /// <exception cref="CatalogueException">Lists every fault.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        if (_state.Version == 0)
            throw new CatalogueException(file.Path, _state.Faults);
    }

    /// <summary>Looks at the file; cheap when it has not changed. True when another catalogue has come into force.</summary>
    public async Task<bool> ReloadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // The look comes before the reading, so that a write in between is found the next time.
            var seen = Look();
            if (seen == _seen && _state.Version > 0)
                return false;

            var result = await reader.ReadFileAsync(file.Path, cancellationToken);
            _seen = seen;
            return Apply(result);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        _changed.Dispose();
    }

    private bool Apply(CatalogueResult result)
    {
        if (result is CatalogueResult.Invalid invalid)
        {
            Refuse(invalid.Faults);
            return false;
        }

        var catalogue = ((CatalogueResult.Valid)result).Catalogue;
        _state = new State(catalogue, _state.Version + 1, []);
        LogLoaded(logger, file.Path, catalogue.Sources.Count, catalogue.Categories.Count, _state.Version);
        using var before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        before.Cancel();
        return true;
    }

    private void Refuse(IReadOnlyList<CatalogueFault> faults)
    {
        var known = _state.Faults.SequenceEqual(faults);
        _state = _state with { Faults = faults };
        if (known || _state.Version == 0)
            return;

        foreach (var fault in faults)
        {
            var line = fault.Describe(file.Path);
            LogFault(logger, line);
        }

        LogKept(logger, file.Path, faults.Count);
    }

    private (DateTime WrittenAt, long Length) Look()
    {
        if (string.IsNullOrWhiteSpace(file.Path))
            return (default, -1);
        var info = new FileInfo(file.Path);
        return info.Exists ? (info.LastWriteTimeUtc, info.Length) : (default, -1);
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{File} loaded: {SourceCount} sources, {CategoryCount} categories, version {Version}")]
    private static partial void LogLoaded(ILogger logger, string file, int sourceCount, int categoryCount, long version);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Fault}")]
    private static partial void LogFault(ILogger logger, string fault);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "{File} has {FaultCount} faults and is refused whole; the catalogue before it stays in force")]
    private static partial void LogKept(ILogger logger, string file, int faultCount);

    private sealed record State(SourceCatalogue Catalogue, long Version, IReadOnlyList<CatalogueFault> Faults);
}
