using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Cli;

namespace Yunhepan.FeedBot.Tests.Cli;

public sealed class CheckRemarkTests
{
    [Theory]
    [InlineData(0, 0, "The file lists no source, so nothing is polled.")]
    [InlineData(0, 1, "The only source is disabled, so nothing is polled.")]
    [InlineData(0, 3, "All 3 sources are disabled, so nothing is polled.")]
    [InlineData(1, 2, null)]
    [InlineData(1, 0, null)]
    public void A_file_of_which_nothing_is_polled_is_told_in_a_line(int enabled, int disabled, string? remark)
    {
        var sources = Enumerable.Range(0, enabled + disabled)
            .Select(n => new Source { Id = $"s{n}", Url = $"https://s{n}.example/", Name = new LocalisedName("源", "source"), Enabled = n < enabled });

        Assert.Equal(remark, CheckCommand.RemarkOn([.. sources]));
    }
}
