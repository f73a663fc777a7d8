using Theory.Bounds;

namespace Theory.Verification.Tests;

public class StoredCounterexampleTests
{
    [Fact]
    public void Every_stored_world_still_violates_its_statement()
    {
        Assert.Contains(StoredCounterexample.All, c => c.Bound.Id == "chen2025:encoder-generator-stated");
        Assert.Contains(StoredCounterexample.All, c => c.Bound.Id == "chen2025:vae-stated");
        Assert.All(StoredCounterexample.All, c => Assert.True(c.Judge().Violates, c.Bound.Id));
    }

    [Theory]
    [InlineData("chen2025:encoder-generator-stated", "chen2025:encoder-generator-doubled")]
    [InlineData("chen2025:vae-stated", "chen2025:vae-averaged")]
    [InlineData("chen2025:diffusion-discrete-stated", "chen2025:diffusion-discrete")]
    public void The_same_world_agrees_with_the_repair(string stated, string repair)
    {
        var world = StoredCounterexample.All.Single(c => c.Bound.Id == stated).World;
        Assert.True(new StoredCounterexample(Catalog.Get(repair), world).Judge().Agrees);
    }

    [Fact]
    public void A_statement_without_a_stored_world_has_none_against_it() =>
        Assert.Null(StoredCounterexample.Against(Catalog.Get("chen2025:vae-averaged")));
}
