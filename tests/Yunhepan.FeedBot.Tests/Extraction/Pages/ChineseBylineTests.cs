namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Tests reporters that an article names in its own text.</summary>
public sealed class ChineseBylineTests
{
    [Theory]
    [InlineData("<p>运河网12月9日电（记者唐小河）古运河城区段清淤工程日前提前完工，河道恢复通航，沿线三处码头同时开放。</p>", "唐小河")]
    [InlineData("<p>湖城10月4日讯（记者陈小湖 整合） 古运河城区段清淤工程日前提前完工，河道恢复通航，码头同时开放。</p>", "陈小湖")]
    [InlineData("<p>水乡新闻·湖城商报记者马小川/文 受访者供图</p>", "马小川")]
    [InlineData("<p>【文/湖畔网专栏作者 王小波】</p>", "王小波")]
    [InlineData("<p>【文/湖畔网专栏作者 王文】</p>", "王文")]
    [InlineData("<p>石小佳/水乡青年报</p>", "石小佳")]
    public void A_dateline_or_a_first_line_names_the_reporter(string opening, string name) =>
        Assert.Equal([name], Names("<div>2023-12-10 07:57</div>", opening + ArticlePage.ChineseText));

    [Theory]
    [InlineData("<p>清淤之后，河岸还将补种柳树三百棵，明年春天完成。（总台记者 张小倩）</p>", "张小倩")]
    [InlineData("<p>清淤之后，河岸还将补种柳树三百棵，明年春天完成。（姚小峰 湖城报道）</p>", "姚小峰")]
    [InlineData("<p>水乡晚报记者 张小楠</p>", "张小楠")]
    [InlineData("<p>采写：湖城记者 余小菁 向小妮</p>", "余小菁,向小妮")]
    public void A_note_at_the_end_names_the_reporter(string closing, string names) =>
        Assert.Equal(names.Split(','), Names("<div>2023-12-10 07:57</div>", ArticlePage.ChineseText + closing));

    [Theory]
    [InlineData("<p>本报实习生 刘小栋 周小炜</p><p>本报记者 王小燕 方小云</p>", "刘小栋,周小炜,王小燕,方小云")]
    [InlineData("<p>本报记者 王小燕 通讯员 方小云</p>", "王小燕,方小云")]
    [InlineData("<p>胡小平</p>", "胡小平")]
    [InlineData("<p>ahe_2005 发表于 2023-9-15 11:46:00</p>", "ahe_2005")]
    public void A_byline_under_the_title_names_all_its_people(string byline, string names) =>
        Assert.Equal(names.Split(','), Names(byline, ArticlePage.ChineseText));

    [Theory]
    [InlineData("<p>记者从河道管理处获悉，古运河城区段清淤工程日前提前完工，河道恢复通航，码头同时开放。</p>")]
    [InlineData("<p>摄影：河畔人家</p>")]
    [InlineData("<p>记者：今年多种了多少？</p><p>老李：一百亩。</p>")]
    [InlineData("<div class='reward-author'>赞赏</div>")]
    [InlineData("<p>王小燕告诉水乡晚报记者，河边散步的人比去年多了一倍，岸边的小店也重新开了门，生意不错。</p>")]
    public void A_sentence_a_photographer_and_a_button_name_nobody(string opening) =>
        Assert.Empty(Names("<div>2023-12-10 07:57</div>", opening + ArticlePage.ChineseText));

    [Fact]
    public void The_writer_stands_before_the_account()
    {
        var item = ArticlePage.Item(ArticlePage.Chinese("<div>原创 ahewriter <a class='profile_nickname'>未名河Code</a></div><em>2023-02-11</em>"));
        Assert.Equal("未名河Code", item.Origin?.Name);
        Assert.Equal(["ahewriter"], item.Authors.Select(a => a.Name));
    }

    private static IEnumerable<string> Names(string facts, string text) => ArticlePage.Item(ArticlePage.Chinese(facts, text)).Authors.Select(a => a.Name);
}
