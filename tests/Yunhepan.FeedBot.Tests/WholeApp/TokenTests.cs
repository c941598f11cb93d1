namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>The bot's token is a secret, whatever goes wrong.</summary>
[Collection(WholeAppTests.Name)]
public sealed class TokenTests
{
    private const string Secret = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    [Fact]
    public async Task A_refused_token_is_told_in_one_line_without_showing_it()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment["Telegram__Token"] = $"987654321:{Secret}";
        rig.Environment["Logging__LogLevel__Default"] = "Trace";
        await using var process = await rig.RunAsync();
        await process.WaitForLineAsync(line => line.Contains("refuses the token of bot 987654321", StringComparison.Ordinal), "the refusal");
        await process.TerminateAsync();
        Assert.DoesNotContain(Secret, process.Everything, StringComparison.Ordinal);
        Assert.Empty(process.Error);
    }

    [Fact]
    public async Task A_telegram_that_cannot_be_reached_is_told_without_showing_the_token()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment["Telegram__Token"] = $"987654321:{Secret}";
        // Port 9 is "discard": nobody listens there.
        rig.Environment["Telegram__BaseUrl"] = "http://127.0.0.1:9";
        rig.Environment["Logging__LogLevel__Default"] = "Trace";
        await using var process = await rig.RunAsync();
        await process.WaitForLineAsync(line => line.Contains("Connection refused", StringComparison.Ordinal), "the fault");
        Assert.Contains("<feed", await process.GetAsync("/feeds/all.atom"), StringComparison.Ordinal);
        await process.TerminateAsync();
        Assert.DoesNotContain(Secret, process.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_token_stops_the_start_without_being_shown()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment["Telegram__Token"] = $"not-a-number:{Secret}";
        await using var process = rig.Launch();
        var line = (await process.WaitForExitAsync()).TheOneLine;
        Assert.Contains("Telegram:Token", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, process.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_exactly_one_line_says_that_telegram_is_off()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        await using var process = await rig.RunAsync();
        Assert.Contains("chat", await process.GetAsync("/chat"), StringComparison.OrdinalIgnoreCase);
        await process.TerminateAsync();
        Assert.Single(process.Out, line => line.Contains("Telegram is off", StringComparison.Ordinal));
        Assert.Single(process.Out, line => line.Contains("elegram", StringComparison.Ordinal));
    }
}
