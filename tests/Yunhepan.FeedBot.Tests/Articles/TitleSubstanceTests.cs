using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class TitleSubstanceTests
{
    [Theory]
    [InlineData("古槐路恢复通车 (50 comments)", "古槐路恢复通车 (163 comments)")]
    [InlineData("Storm closes schools (1 comment)", "Storm closes schools (1,204 comments)")]
    [InlineData("Storm closes schools | 12 replies", "Storm closes schools | 48 replies")]
    [InlineData("Storm closes schools [1.2k views]", "Storm closes schools [3.4k views]")]
    [InlineData("古槐路恢复通车[12评论]", "古槐路恢复通车[15评论]")]
    [InlineData("古槐路恢复通车 阅读 3021", "古槐路恢复通车 阅读 3305")]
    [InlineData("古槐路恢复通车（阅读：3021次）", "古槐路恢复通车（阅读：1.2万次）")]
    [InlineData("古槐路恢复通车 点击:55", "古槐路恢复通车 点击:56")]
    [InlineData("古槐路恢复通车 3条回复", "古槐路恢复通车 18条回复")]
    [InlineData("古槐路恢复通车（3条回复）", "古槐路恢复通车（18条回复）")]
    [InlineData("古槐路恢复通车 🔥 3", "古槐路恢复通车 🔥 320")]
    [InlineData("🔥 3 古槐路恢复通车", "🔥 1 古槐路恢复通车")]
    [InlineData("No. 3 Storm closes schools", "No. 12 Storm closes schools")]
    [InlineData("No.3 古槐路恢复通车", "No.1 古槐路恢复通车")]
    [InlineData("No. 3: storm closes schools", "No. 1: storm closes schools")]
    [InlineData("#3 Storm closes schools", "#9 Storm closes schools")]
    [InlineData("3、古槐路恢复通车", "7、古槐路恢复通车")]
    [InlineData("3. 古槐路恢复通车", "1. 古槐路恢复通车")]
    [InlineData("TOP3 古槐路恢复通车", "TOP1 古槐路恢复通车")]
    [InlineData("古槐路恢复通车 (12)", "古槐路恢复通车 (13)")]
    [InlineData("【12评论】古槐路恢复通车", "【30评论】古槐路恢复通车")]
    [InlineData("#3 Storm closes schools (12 comments) [340]", "#1 Storm closes schools (15 comments) [399]")]
    [InlineData("古槐路恢复通车", "古槐路恢复通车 (1 comment)")]
    public void Counts_and_ranks_do_not_count(string one, string other) => Assert.True(TitleSubstance.Same(one, other));

    [Theory]
    [InlineData("水库附近3人失踪", "水库附近5人失踪")]
    [InlineData("3人失踪", "5人失踪")]
    [InlineData("🔥 3人遇难", "🔥 5人遇难")]
    [InlineData("火灾致3人受伤（更新）", "火灾致5人受伤（更新）")]
    [InlineData("No. 3 reactor leaks", "No. 4 reactor leaks")]
    [InlineData("No.3号机组停运", "No.4号机组停运")]
    [InlineData("3.5级地震", "4.5级地震")]
    [InlineData("3、4号楼停水", "3、5号楼停水")]
    [InlineData("寻人热线0537-2345678", "寻人热线0537-2345679")]
    [InlineData("票价涨至30元", "票价涨至35元")]
    [InlineData("明日8时停水", "明日9时停水")]
    [InlineData("3 dead in fire", "5 dead in fire")]
    [InlineData("Storm kills 3", "Storm kills 5")]
    [InlineData("第3轮核酸检测开始", "第4轮核酸检测开始")]
    [InlineData("市长信箱收到3条回复", "市长信箱收到5条回复")]
    [InlineData("年度总结(2025)", "年度总结(2026)")]
    [InlineData("Senate receives 50 comments on plan", "Senate receives 60 comments on plan")]
    [InlineData("G3高速封闭", "G5高速封闭")]
    [InlineData("(50 comments)", "(60 comments)")]
    public void Numbers_of_the_event_do(string one, string other) => Assert.False(TitleSubstance.Same(one, other));

    [Fact]
    public void A_rank_that_the_text_speaks_of_is_none() =>
        Assert.Equal("No. 3 Reactor leaks", TitleSubstance.Extract("No. 3 Reactor leaks", "Operators shut down the No. 3 reactor."));
}
