using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>Tests the values that people type on a command line: times in words, the service's address, a port in use.</summary>
public sealed class CommandWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 1, 30, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("now", "2026-11-29T01:30:00Z")]
    [InlineData("today", "2026-11-28T16:00:00Z")]
    [InlineData("Yesterday", "2026-11-27T16:00:00Z")]
    [InlineData("2h", "2026-11-28T23:30:00Z")]
    [InlineData("90 minutes ago", "2026-11-29T00:00:00Z")]
    [InlineData("3 days", "2026-11-26T01:30:00Z")]
    [InlineData("1w", "2026-11-22T01:30:00Z")]
    [InlineData("2026-11-28", "2026-11-27T16:00:00Z")]
    [InlineData("2026-11-28 14:00", "2026-11-28T06:00:00Z")]
    [InlineData("2026-11-28T14:00:00Z", "2026-11-28T14:00:00Z")]
    [InlineData("2026-11-28T14:00:00+08:00", "2026-11-28T06:00:00Z")]
    public void A_time_is_taken_in_words_and_printed_in_one_notation(string typed, string time) =>
        Assert.Equal(time, Times.Write(Assert.NotNull(Times.Parse(typed, Now, Shanghai))));

    [Theory]
    [InlineData("")]
    [InlineData("last summer")]
    [InlineData("2026-13-40")]
    [InlineData("99999999h")]
    public void An_invalid_time_is_refused(string typed) => Assert.Null(Times.Parse(typed, Now, Shanghai));

    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/readyz")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/readyz")]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080/readyz")]
    [InlineData("http://127.0.0.1:8080/healthz", "http://127.0.0.1:8080/healthz")]
    public void Health_of_a_service_is_its_readiness(string typed, string asked) => Assert.Equal(asked, HealthCommand.AddressOf(typed));

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task The_table_of_commands_has_every_command(string readme)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Checkout.Root, readme), TestContext.Current.CancellationToken);
        var words = lines.Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => l.Split('|')[1].Split(['`', ' ', '、'])).ToHashSet();

        Assert.Subset(words, FeedBotCommandLine.Create().Subcommands.Select(c => c.Name).ToHashSet());
    }

    [Fact]
    public void A_port_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        Assert.Equal(taken, ServiceRun.PortTaken($"http://127.0.0.1:0;{taken}"));
        other.Stop();
        Assert.Null(ServiceRun.PortTaken(taken));
    }

    [Theory]
    [InlineData("nonsense", "\"nonsense\"")]
    [InlineData("http://127.0.0.1:8080;ftp://127.0.0.1", "\"ftp://127.0.0.1\"")]
    [InlineData("", "\"\"")]
    [InlineData("http://127.0.0.1:8080/below", "\"http://127.0.0.1:8080/below\"")]
    [InlineData("http://127.0.0.1:8080;http://[::1]:0", null)]
    [InlineData("http://*:8080", null)]
    [InlineData("https://localhost", null)]
    public void An_invalid_listen_address_is_named(string urls, string? wrong) => Assert.Equal(wrong, ServiceRun.NoAddress(urls));
}
