using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <param name="Path">The path of feeds.json.</param>
public sealed record CatalogueFile(string Path);

/// <summary>
/// Holds the current catalogue. A change of the file takes effect at the next <see cref="ReloadAsync"/>; an invalid file is
/// refused as a whole. Time and length of the file are checked instead of watching the folder, which also works on bind mounts
/// and network drives.
/// </summary>
public sealed partial class CatalogueWatch(CatalogueReader reader, CatalogueFile file, ILogger<CatalogueWatch> logger) : IDisposable
{
    private static readonly SourceCatalogue Nothing = new() { Site = new Site() };

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile State _state = new(Nothing, 0, []);
    private (DateTime WrittenAt, long Length)? _seen;

    /// <summary>The current catalogue; empty until <see cref="LoadAsync"/> has run.</summary>
    public SourceCatalogue Current => _state.Catalogue;

    /// <summary>The number of catalogues that have taken effect; 0 before the first.</summary>
    public long Version => _state.Version;

    /// <summary>The faults of the current file; empty if <see cref="Current"/> was read from it.</summary>
    public IReadOnlyList<CatalogueFault> LastFaults => _state.Faults;

    /// <summary>Loads the file at start; an invalid file is an error.</summary>
    /// <exception cref="CatalogueException">The file has faults; the message lists all of them.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        if (_state.Version == 0)
            throw new CatalogueException(file.Path, _state.Faults);
    }

    /// <summary>Checks the file, which is cheap if it has not changed. Returns true if another catalogue took effect.</summary>
    public async Task<bool> ReloadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // The check comes before the reading, so that a write in between is detected the next time.
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

    public void Dispose() => _gate.Dispose();

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
        Level = LogLevel.Error, Message = "{File} has {FaultCount} faults and is refused as a whole; the previous catalogue stays in use")]
    private static partial void LogKept(ILogger logger, string file, int faultCount);

    private sealed record State(SourceCatalogue Catalogue, long Version, IReadOnlyList<CatalogueFault> Faults);
}
