namespace Yunhepan.FeedBot.Tests.Extraction.Hostile;

/// <summary>
/// Parses the same documents in every run; the benchmarks' <c>fuzz</c> command searches for new ones with other seeds.
/// </summary>
public sealed class FuzzTests
{
    private const int Rounds = 10_000;

    [Theory]
    [InlineData(20_261_129)]
    // Seeds in which a fault was found once.
    [InlineData(4_828_398)]
    public async Task No_damaged_document_makes_the_parser_fail_or_overrun(int seed)
    {
        var faults = await FuzzRun.RunAsync(Rounds, seed, TestContext.Current.CancellationToken);

        Assert.True(faults.Count == 0, string.Join('\n', faults.Select(fault => $"seed {seed}, round {fault.Round}: {fault.Fault}")));
    }

    /// <summary>A round that found a fault once, parsed again.</summary>
    [Theory]
    [InlineData(4_828_398, 60_809)]
    public void No_document_that_ever_failed_fails_again(int seed, int round) =>
        Assert.Null(FuzzRun.Judge(round, seed, TestContext.Current.CancellationToken).Fault);

    [Theory]
    [InlineData("<p>图说：<img src=\"https://a.example/1.jpg\" alt=\"data:text/html,&lt;script&gt;\"></p>")]
    [InlineData("<a href=\"https://a.example/\" title=\" JavaScript:alert(1)\">怎样防范脚本攻击</a>")]
    [InlineData("<table><tr><th abbr=\"data: &lt;script\">数据</th></tr></table>")]
    [InlineData("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    public void Prose_that_reads_like_an_address_is_no_active_content(string html) => Assert.Null(FuzzRun.Active(html));

    [Theory]
    [InlineData("<img src=\"data:text/html,&lt;script&gt;\" alt=\"图\">")]
    [InlineData("<a href=\" JavaScript:alert(1)\">点</a>")]
    [InlineData("<video poster=\"data:image/png;base64,\" title=\"alert(1)\"></video>")]
    [InlineData("<p style=\"color:red\">红</p>")]
    [InlineData("<p onclick=\"alert(1)\">点</p>")]
    [InlineData("<svg><title>data:</title></svg>")]
    public void What_a_browser_would_follow_or_run_is_active_content(string html) => Assert.NotNull(FuzzRun.Active(html));
}
