using System.Diagnostics;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Collects the output of a process by lines while it runs.</summary>
internal sealed class ProcessOutput
{
    private readonly Lock _gate = new();
    private readonly List<string> _out = [];
    private readonly List<string> _error = [];
    private Task _reading = Task.CompletedTask;

    public IReadOnlyList<string> Out => Copy(_out);

    public IReadOnlyList<string> Error => Copy(_error);

    public void Read(Process process) =>
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _out), ReadAsync(process.StandardError, _error));

    /// <summary>Waits for the last line of a process that has ended.</summary>
    public Task WaitForEndAsync() => _reading;

    private async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
                lines.Add(line);
        }
    }

    private List<string> Copy(List<string> lines)
    {
        lock (_gate)
            return [.. lines];
    }
}
