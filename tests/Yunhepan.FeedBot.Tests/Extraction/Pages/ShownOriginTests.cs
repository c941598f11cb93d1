namespace Yunhepan.FeedBot.Tests.Extraction.Pages;

/// <summary>Finds the publisher of a Chinese article without the label 来源.</summary>
public sealed class ShownOriginTests
{
    [Theory]
    [InlineData("<div class='date-source'><span class='date'>2023年11月25日 18:57</span> <a class='source' href='https://www.lake.example/'>参考湖报道</a></div>", "参考湖报道")]
    [InlineData("<div class='meta'><span class='src'>湖滨城事</span><span>2023-11-25 10:37:31</span></div>", "湖滨城事")]
    [InlineData("<div><p class='author-name'>湖畔之家</p><div class='time'>发布时间：2023-09-30 22:46</div></div>", "湖畔之家")]
    [InlineData("<div id='meta'><strong class='profile_nickname'>水乡科技</strong><em>2023-02-12</em></div>", "水乡科技")]
    [InlineData("<div class='info'><span>2023-11-25</span><span id='media_name'>湖城生活</span></div>", "湖城生活")]
    public void An_element_of_its_own_names_the_publisher(string facts, string publisher) =>
        Assert.Equal(publisher, ArticlePage.Item(ArticlePage.Chinese(facts)).Origin?.Name);

    [Theory]
    [InlineData("<div>原创 湖城都市周刊 2023-09-09 16:01:46</div>", "湖城都市周刊")]
    [InlineData("<div>水乡之窗 2023-11-25 10:37</div>", "水乡之窗")]
    [InlineData("<p>2023-05-17 · 两湖城市报道</p>", "两湖城市报道")]
    [InlineData("<div>2023年10月23日 09:05 环湖在线</div>", "环湖在线")]
    [InlineData("<div>原创 LakeForce 2023-09-04 22:18:34</div>", "LakeForce")]
    public void A_name_beside_the_date_is_the_publisher(string facts, string publisher) =>
        Assert.Equal(publisher, ArticlePage.Item(ArticlePage.Chinese(facts)).Origin?.Name);

    [Theory]
    [InlineData("<div>2023-05-17 城市新闻</div>")]
    [InlineData("<div>2023-05-17 10:20 阅读 1204 次</div>")]
    [InlineData("<div>2023-05-17 星期三</div>")]
    [InlineData("<div>2023-05-17 张建国</div>")]
    [InlineData("<div><a href='/a/2.html'>城区三条道路恢复双向通行</a> 2023-05-17</div>")]
    public void A_column_a_count_a_person_or_another_title_is_not_a_publisher(string facts) =>
        Assert.Null(ArticlePage.Item(ArticlePage.Chinese(facts)).Origin);

    [Fact]
    public void A_publisher_is_not_an_author()
    {
        var item = ArticlePage.Item(ArticlePage.Chinese("<div><a class='author'><div>水乡眼</div></a><div>2023-09-07</div></div>"));
        Assert.Equal("水乡眼", item.Origin?.Name);
        Assert.DoesNotContain(item.Authors, a => a.Name == "水乡眼");
    }
}
