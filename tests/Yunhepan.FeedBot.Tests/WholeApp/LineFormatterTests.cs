using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>A log entry is one line, in which each number is the number of something.</summary>
public sealed class LineFormatterTests
{
    [Theory]
    [InlineData(LogLevel.Information, "Alert 5: New", "2026-11-29T08:00:00.000Z info: A.B: Alert 5: New\n")]
    [InlineData(LogLevel.Warning, "a title\r\nfail: of a stranger\u001b[31m", "2026-11-29T08:00:00.000Z warn: A.B: a title  fail: of a stranger [31m\n")]
    public void An_entry_has_time_level_and_name_and_no_number_of_the_frameworks(LogLevel level, string message, string line) =>
        Assert.Equal(line, Write(level, message, null));

    [Fact]
    public void An_exception_stands_on_the_same_line() =>
        Assert.Equal(
            "2026-11-29T08:00:00.000Z fail: A.B: x failed System.InvalidOperationException: first second\n",
            Write(LogLevel.Error, "x failed", new InvalidOperationException("first\nsecond")));

    private static string Write(LogLevel level, string message, Exception? exception)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero));
        using var text = new StringWriter { NewLine = "\n" };
        new LineFormatter(new Fixed(), time).Write(
            new LogEntry<string>(level, "A.B", new EventId(1456235316), message, exception, (state, _) => state), null, text);
        return text.ToString();
    }

    private sealed class Fixed : IOptionsMonitor<ConsoleFormatterOptions>
    {
        public ConsoleFormatterOptions CurrentValue { get; } = new() { TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' " };

        public ConsoleFormatterOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleFormatterOptions, string?> listener) => null;
    }
}
